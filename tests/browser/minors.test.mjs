// A young person whose parents must not be told, the unit's duty to report to child welfare, and an address that
// stands nowhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

const now = '2026-09-07T07:00:00Z';
const token = { Authorization: 'Bearer demo-token-caseworker' };
const textOf = (pdf) => execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' });

async function caseOf(page, name) {
  await page.goto(`/cases?search=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name }).first().click();
  return new URL(page.url()).pathname;
}

// Every letter of the case, as text, once all are made.
async function lettersOf(page, address, count) {
  const links = page.getByRole('link', { name: /\(PDF\)/ });
  const end = Date.now() + 60_000;
  for (;;) {
    await page.goto(address);
    if ((await links.count()) === count) break;
    assert.ok(Date.now() < end, 'the letters are made within a minute');
    await new Promise((wake) => setTimeout(wake, 300));
  }
  const texts = [];
  for (const link of await links.all()) {
    const answer = await page.context().request.get(await link.getAttribute('href'));
    texts.push(textOf(await answer.body()));
  }
  return texts;
}

describe('minors and protected addresses', () => {
  let house, unit, police, complaints;
  before(async () => {
    house = await openHouse({ cases: true, now });
    unit = await (await house.visitor()).newPage();
    police = await (await house.visitor()).newPage();
    complaints = [listen(unit), listen(police)];
    await logIn(unit, 'saksbehandler');
    await logIn(police, 'politi');
  });
  after(async () => house?.close());

  test('a guardian who may be dangerous gets nothing, and the letter is handed over', async () => {
    const address = await caseOf(unit, 'Nora Uvirkelig');
    await unit.locator('.facts').getByText('Kontakt kan sette den unge i fare').waitFor();
    await unit.locator('.facts').getByText('Ønsker ikke kontakt med foresatte').waitFor();
    await look(unit, '90-case-endangered');
    const [summons] = await lettersOf(unit, address, 2);
    assert.match(summons, /Nora Uvirkelig/);
    assert.match(summons, /Overleveres personlig/);
    assert.match(summons, /Det er bare du som får dette brevet/);
    for (const secret of ['Rolf', 'Drømmestien', 'Kopi til', 'fare']) assert.ok(!summons.includes(secret), secret);
  });

  test('the duty to report is asked in plain questions, leaves a trace, and is followed to its confirmation', async () => {
    const address = await caseOf(unit, 'Nora Uvirkelig');
    await unit.getByRole('link', { name: 'Vurder meldeplikten' }).click();
    await look(unit, '91-concern');
    await unit.getByRole('button', { name: 'Lagre vurderingen' }).click();
    assert.equal(await unit.locator('[aria-invalid], .ds-validation-message').count() > 5, true);
    await unit.getByRole('group', { name: 'Hvem gjelder det?' }).getByLabel('Personen selv').check();
    for (const group of await unit.getByRole('group').filter({ has: unit.getByLabel('Nei', { exact: true }) }).all()) {
      await group.getByLabel('Nei', { exact: true }).check();
    }
    await unit.getByRole('group', { name: /mishandlet/ }).getByLabel('Ja', { exact: true }).check();
    await unit.getByLabel('Hvorfor?').fill('Redd for å gå hjem.');
    // A yes that ends in nothing does not follow.
    await unit.getByLabel('Ikke grunnlag nå').check();
    await unit.getByRole('button', { name: 'Lagre vurderingen' }).click();
    await unit.getByRole('link', { name: /Ett ja betyr at barnevernet skal ha melding/ }).waitFor();
    await look(unit, '92-concern-does-not-follow');
    await unit.getByLabel('Barnevernet skal ha melding').check();
    await unit.getByLabel('Hva har dere sett og hørt?').fill('Fortalte om slag.\nHadde merker på armen.');
    await unit.getByRole('button', { name: 'Lagre vurderingen' }).click();
    await unit.getByText('Vurderingen av meldeplikten er lagret.').waitFor();
    await unit.getByText('Send bekymringsmelding').waitFor();
    await look(unit, '93-case-concern');

    await unit.getByRole('link', { name: 'Vis bekymringsmeldingen' }).click();
    await unit.getByText('Hadde merker på armen.').waitFor();
    await look(unit, '94-concern-report');
    await unit.goto(`${address}/concern-sent`);
    await unit.getByLabel('Sendt dato').fill('2026-09-07');
    await unit.getByLabel('Sendt til').fill('Barnevernstjenesten i Eksempelby');
    await unit.getByRole('button', { name: 'Lagre' }).click();
    await unit.getByText('Bekreftelse ventes innen 28. september 2026').waitFor();
    await unit.goto(`${address}/concern-confirmed`);
    await look(unit, '95-concern-confirmed');
    await unit.getByLabel('Bekreftelsen kom').fill('2026-09-07');
    await unit.getByLabel('Ja', { exact: true }).check();
    await unit.getByRole('button', { name: 'Lagre' }).click();
    await unit.getByText('Bekreftet 7. september 2026. Barnevernet undersøker.').waitFor();

    // Not in letters, not in what police see.
    // The report is a file of its own; no other letter has a word of it.
    const letters = await lettersOf(unit, address, 3);
    const reports = letters.filter((letter) => /^Eksempelby|Bekymringsmelding til barnevernet/.test(letter)
      && letter.includes('Bekymringsmelding til barnevernet'));
    assert.equal(reports.length, 1);
    for (const part of ['Hadde merker på armen.', 'Nora Uvirkelig', 'Barnevernsloven § 13-2', 'Innen tre uker']) {
      assert.ok(reports[0].includes(part), part);
    }
    for (const letter of letters) {
      if (letter !== reports[0]) assert.doesNotMatch(letter, /merker på armen|bekymringsmelding/i);
    }
    await police.goto('/messages');
    assert.doesNotMatch(await police.content(), /barnevern|merker på armen/i);
  });

  test('a protected address stands nowhere, and is shown only to who asks, on the record', async () => {
    const secret = 'Hemmeligveien 99';
    // A case number in every list; nobody is found by name.
    await unit.goto('/cases?search=Skjermet');
    assert.equal(await unit.getByRole('link', { name: /Skjermet person|Live/ }).count(), 0);
    await unit.goto('/cases');
    await unit.getByRole('link', { name: 'Skjermet person' }).first().click();
    const address = new URL(unit.url()).pathname;
    await unit.getByRole('heading', { name: 'Live Skjermet' }).waitFor();
    const id = address.split('/').pop();
    await unit.getByText('Personen har strengt fortrolig adresse (kode 6).').first().waitFor();
    await look(unit, '96-case-protected');
    const pages = [address, `${address}/summons`, `${address}/preview/summons`, `${address}/preview/order`,
      `${address}/meeting`, `${address}/facts`, '/', '/worklists/awaiting_meeting', '/cases?search=Hemmeligveien'];
    for (const path of pages) {
      const text = await (await unit.context().request.get(path)).text();
      assert.ok(!text.includes(secret), path);
    }
    assert.doesNotMatch(await (await unit.context().request.get('/cases?search=Hemmeligveien')).text(), /Live Skjermet/);
    for (const path of [`/api/cases/${id}`, '/api/cases?limit=200', '/api/cases?search=Hemmeligveien',
      `/api/cases/${id}/feedback-preview`, `/api/cases/${id}/letter-preview/summons`]) {
      const text = await (await fetch(house.address + path, { headers: token })).text();
      assert.ok(!text.includes(secret), path);
    }
    for (const letter of await lettersOf(unit, address, 2)) {
      assert.match(letter, /Overleveres personlig/);
      assert.ok(!letter.includes(secret));
    }
    await police.goto('/messages');
    assert.ok(!(await police.content()).includes(secret));

    await unit.goto(address);
    await unit.getByRole('button', { name: 'Vis adressen' }).click();
    await unit.getByText('Hemmeligveien 99').waitFor();
    await look(unit, '97-address');
    await unit.goto(address);
    await unit.getByText('så adressen').waitFor();
    const answer = await fetch(`${house.address}/api/cases/${id}/address`, { method: 'POST', headers: token });
    assert.equal((await answer.json()).person.street, 'Hemmeligveien 99');
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints.flat(), []));
});
