// Policy models on the web, with the real models and a visitor who is not logged in: the list, a model as
// tables and as a diagram, its file, links to a row, differences; keyboard, no script, paper, three languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openHouse, pictures } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

let house;
before(async () => (house = await openHouse()));
after(async () => house?.close());

async function visit(t, options) {
  const visitor = await house.visitor(options);
  t.after(() => visitor.close());
  const page = await visitor.newPage();
  page.setDefaultNavigationTimeout(120_000); // differences are worked out when they are first asked for
  const complaints = listen(page);
  t.after(() => assert.deepEqual(complaints, []));
  return page;
}

test('the list is grouped and says who proposes each model', async (t) => {
  const page = await visit(t);
  await page.goto('/policies');
  const use = page.locator('section', { has: page.getByRole('heading', { name: 'I bruk' }) });
  await use.getByRole('link', { name: /Gjeldende rett siden 2022/ }).waitFor();
  await use.getByText('Stortinget (lov 18. juni 2021 nr. 117)').waitFor();
  const law = page.locator('section', { has: page.getByRole('heading', { name: 'Lov', exact: true }) });
  await law.getByRole('link', { name: /Lov 20. juni 2025/ }).waitFor();
  await page.getByRole('navigation', { name: 'Lab' }).getByRole('link', { name: 'Modeller' }).waitFor();
  await look(page, 'models-list');
});

test('a model shows every rule with its source, and what the analysis finds', async (t) => {
  const page = await visit(t);
  await page.goto('/policies');
  await page.getByRole('link', { name: /Gjeldende rett siden 2022/ }).click();
  await page.getByRole('heading', { level: 1, name: /Gjeldende rett siden 2022/ }).waitFor();
  const reaction = page.getByRole('region', { name: 'Reaksjon' }).first();
  await reaction.getByRole('columnheader', { name: 'Rusavhengighet' }).waitFor();
  const first = page.locator('#reaksjon-1');
  await first.getByText('under 15', { exact: true }).waitFor();
  await first.getByText('Under den kriminelle lavalderen.').waitFor();
  assert.match(await first.innerText(), /Kilde strl\. §\u00a020 første ledd/);
  assert.match(await page.locator('#terskelverdi-6').innerText(), /Svaret ville vært det samme uten raden/);
  assert.match(await page.locator('#terskelverdi').innerText(), /For eksempel: Stoff: PCP/);
  await page.getByRole('heading', { name: 'Tabeller delt med andre modeller' }).waitFor();
  assert.equal(await page.locator('#samtykke').count(), 1);
  await first.getByText('Hva kilden er').or(first.locator('summary')).first().click();
  await first.getByRole('link', { name: /straffeloven § 20/ }).waitFor();
  await look(page, 'model');
});

test('a link to a row leads to the row', async (t) => {
  const page = await visit(t);
  await page.goto('/policies/rer-2022#reaksjon-3');
  const box = await page.locator('#reaksjon-3').boundingBox();
  assert.ok(box.y >= 0 && box.y < 400, `the row is at ${box.y}`);
});

test('the diagram and the tables of the file are drawn, by mouse and by keyboard', async (t) => {
  const page = await visit(t);
  await page.goto('/policies/rer-2022');
  const choice = page.getByRole('group', { name: 'Vis reglene som' });
  await choice.getByRole('button', { name: 'Diagram' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.diagram [data-element-id="reaksjon"]').waitFor();
  await page.getByRole('link', { name: 'Powered by bpmn.io' }).waitFor();
  assert.equal(await page.locator('#reaksjon').isVisible(), false);
  await look(page, 'model-diagram');
  const decisions = page.getByRole('group', { name: 'Avgjørelser' });
  await decisions.getByRole('button', { name: 'Frister' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.diagram .tjs-table').getByText('Klage, måneder').waitFor();
  await page.locator('.diagram').getByText('Da', { exact: true }).waitFor();
  await page.screenshot({ path: `${pictures}/model-diagram-table.png` });
  await decisions.getByRole('button', { name: 'Diagram' }).click();
  await page.locator('.diagram [data-element-id="reaksjon"]').waitFor();
  await choice.getByRole('button', { name: 'Tabeller' }).click();
  await page.locator('#reaksjon').waitFor();
});

test('the file is the model itself', async (t) => {
  const page = await visit(t);
  const answer = await page.request.get('/policies/rer-2022/policy.dmn');
  assert.equal(answer.status(), 200);
  assert.match(answer.headers()['content-type'], /^application\/xml/);
  assert.equal(await answer.text(), readFileSync('policies/rer-2022/policy.dmn', 'utf8'));
});

test('differences say for which facts, and what each answers', async (t) => {
  const page = await visit(t);
  await page.goto('/policies/nou-2019-flertall');
  await page.getByLabel('Sammenlign med').selectOption('rer-2022');
  await page.getByRole('button', { name: 'Vis forskjellene' }).click({ noWaitAfter: true });
  await page.getByRole('heading', { level: 1, name: 'Forskjeller' }).waitFor({ timeout: 120_000 });
  const repetition = page.locator('#gjentakelse');
  await repetition.getByText('Alder').waitFor({ state: 'detached' });
  await repetition.getByText('Tidligere pålegg eller vilkår: over 0 (for eksempel 1)').waitFor();
  const step = repetition.getByRole('row', { name: /^Trinn/ });
  assert.deepEqual(await step.getByRole('cell').allInnerTexts(), ['1', 'ikke angitt']);
  const reaction = page.locator('#reaksjon');
  await reaction.getByRole('row', { name: /^Reaksjon/ }).first().waitFor();
  await look(page, 'model-differences');
  const more = reaction.locator('details.more > summary');
  await more.focus();
  await page.keyboard.press('Enter');
  assert.equal(await reaction.locator('details.more').evaluate((node) => node.open), true);
});

test('a model and its differences are whole without script', async (t) => {
  const page = await visit(t, { javaScriptEnabled: false });
  await page.goto('/policies/rer-2022');
  assert.equal(await page.getByRole('group', { name: 'Vis reglene som' }).count(), 0);
  await page.locator('#frister-1').getByText('ikke angitt').first().waitFor();
  await page.getByLabel('Sammenlign med').selectOption('nou-2019-flertall');
  await page.getByRole('button', { name: 'Vis forskjellene' }).click({ noWaitAfter: true });
  await page.locator('#frister').getByRole('row', { name: /^Klage, måneder/ }).first().waitFor({ timeout: 120_000 });
});

test('on paper there are tables and no menus', async (t) => {
  const page = await visit(t);
  await page.goto('/policies/rer-2022');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('navigation').count(), 0);
  assert.equal(await page.getByLabel('Sammenlign med').isVisible(), false);
  assert.equal(await page.locator('#reaksjon-1').isVisible(), true);
  // A4 across, without its margins, at 96 dots an inch.
  await page.setViewportSize({ width: 1031, height: 700 });
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.rules')]
      .filter((table) => table.getBoundingClientRect().right > window.innerWidth)
      .map((table) => table.closest('.decision').id));
  assert.deepEqual(cut, []);
});

test('nynorsk and English', async (t) => {
  const page = await visit(t);
  await page.goto('/policies/rer-2022');
  await page.getByRole('button', { name: 'Nynorsk' }).click();
  await page.getByRole('heading', { name: 'Tabellar delte med andre modellar' }).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Tables shared with other models' }).waitFor();
  await look(page, 'model-english');
});

test('what is not there is not found', async (t) => {
  const page = await visit(t);
  for (const path of ['/policies/no-such', '/policies/no-such/policy.dmn', '/policies/rer-2022/diff?other=no-such']) {
    const answer = await page.goto(path);
    assert.equal(answer.status(), 404, path);
  }
  await page.goto('/policies/rer-2022/diff');
  await page.getByLabel('Sammenlign med').waitFor();
});

test('who is logged in can try a model', async (t) => {
  const page = await visit(t);
  await page.goto('/policies/rer-2022');
  assert.equal(await page.getByRole('link', { name: 'Prøv modellen' }).count(), 0);
  await logIn(page, 'saksbehandler');
  await page.goto('/policies/rer-2022');
  await page.getByRole('link', { name: 'Prøv modellen' }).waitFor();
});
