// Looks at a page as people with different eyes and screens meet it: axe, a phone's width, no errors in the
// console, and a picture to look at.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pictures } from './house.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Collects what the browser complains of; an answer that says 4xx on purpose is no complaint.
export function listen(page) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (/Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return;
    complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

export async function look(page, name) {
  const wide = page.viewportSize();
  for (const [size, viewport] of [['wide', wide], ['phone', { width: 390, height: 844 }]]) {
    await page.setViewportSize(viewport);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: true });
    assert.ok(overflow <= 0, `${name} at ${viewport.width} px is ${overflow} px too wide`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
    assert.deepEqual(found, [], `${name} at ${viewport.width} px`);
  }
  await page.setViewportSize(wide);
}

export async function logIn(page, name) {
  await page.goto('/log-in');
  await page.getByLabel('Brukernavn').fill(name);
  await page.getByLabel('Passord').fill('demo');
  await page.getByRole('button', { name: 'Logg inn' }).click();
  await page.getByRole('button', { name: 'Logg ut' }).waitFor();
}

// Facts of HR-2022-731-A: an adult addicted to heroin, 4 grams, for own use.
export async function fillHeroinCase(page) {
  await page.getByLabel('Modell').selectOption('nou-2019-flertall');
  await page.getByLabel('Alder').fill('20');
  await page.getByLabel('avhengig', { exact: true }).check();
  await page.locator('[name="encounter.substances[0].substance"]').selectOption('heroin');
  await page.locator('[name="encounter.substances[0].amount"]').fill('4');
  await page.locator('[name="encounter.substances[0].unit"]').selectOption('g');
  await page.getByLabel('innehav').check();
  await page.locator('[name="encounter.intent_to_sell"][value="no"]').check();
  await page.locator('[name="encounter.other_offences"][value="no"]').check();
  await page.locator('[name="history.orders"]').fill('0');
}

// From the assessment to the receipt; ends on the receipt page.
export async function sendMessage(page, { name, caseNumber }) {
  await page.getByRole('button', { name: 'Lag melding til enheten' }).first().click();
  await page.getByLabel('Saksnummer hos politiet').fill(caseNumber);
  await page.getByLabel('Kommunen meldingen går til').fill('0301');
  await page.locator('[name="person.name"]').fill(name);
  await page.getByRole('button', { name: 'Send melding' }).click();
  await page.getByRole('heading', { name: 'Meldingen er mottatt' }).waitFor();
}

// Answers the question before a step that cannot be undone.
export async function confirm(page) {
  await page.getByRole('button', { name: 'Ja, gjør det' }).click();
}

// Where the plan offers times, a meeting is typed further down.
export async function openTypedMeeting(page) {
  const typed = page.locator('details.typed-meeting:not([open])');
  if (await typed.count() > 0) await typed.locator('summary').click();
}
