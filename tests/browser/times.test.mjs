// A meeting at a time that the unit's plan offers: who, where and which room; held while the person chooses;
// taken by another meanwhile; and what is said where the plan has nothing that fits.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { fillHeroinCase, listen, logIn, look, sendMessage } from './look.mjs';

describe('meeting times from the plan', () => {
  let house, unit, other, complaints;
  const cases = {};

  async function makeCase(police, name, caseNumber) {
    await police.goto('/assess');
    await fillHeroinCase(police);
    await police.getByRole('button', { name: 'Vis svaret' }).click();
    await sendMessage(police, { name, caseNumber });
    await unit.goto('/worklists/inbox');
    await unit.getByRole('link', { name }).click();
    await unit.getByRole('button', { name: 'Åpne meldingen' }).click();
    await unit.getByText('Meldingen er åpnet.').waitFor();
    cases[name] = new URL(unit.url()).pathname;
    await unit.goto(`${cases[name]}/assess`);
    await unit.getByLabel(/Møteplikten står/).check();
    await unit.getByRole('button', { name: 'Lagre vurderingen' }).click();
    await unit.getByText('Vurderingen er lagret.').waitFor();
  }
  const offered = (page) => page.locator('input[name="offered"]');
  const labels = (page) => page.locator('.times .choices .ds-label').allInnerTexts();

  before(async () => {
    house = await openHouse({ now: '2026-09-07T07:00:00Z' });
    const police = await (await house.visitor()).newPage();
    unit = await (await house.visitor()).newPage();
    // Without script, as everything here must work.
    other = await (await house.visitor({ javaScriptEnabled: false })).newPage();
    complaints = [...[listen(unit), listen(other)]];
    await logIn(police, 'politi');
    await logIn(unit, 'saksbehandler');
    await logIn(other, 'saksbehandler');
    await makeCase(police, 'Line Danser', '14001234/26');
    await makeCase(police, 'Odd Danser', '14001235/26');
  });
  after(async () => house?.close());

  test('the first times where everyone is free, with who, where and room', async () => {
    await unit.goto(`${cases['Line Danser']}/meeting`);
    // All four competences meet in the odd weeks only, on Thursdays from 12.
    await unit.getByText('Møtet trenger: medisinskfaglig kompetanse').waitFor();
    assert.deepEqual(await labels(unit), ['torsdag 24. september 2026 kl. 12.00',
      'torsdag 8. oktober 2026 kl. 12.00', 'torsdag 22. oktober 2026 kl. 12.00']);
    const first = unit.locator('.times .choices .field-hint').first();
    assert.match(await first.innerText(), /^1 time, Rådhuset, inngang fra parken, Rom 1\. Ragnhild Rådgiver, .*Yngve Erfaringskonsulent\.$/);
    await look(unit, '60-meeting-times');
  });

  test('nothing chosen is said plainly', async () => {
    await unit.getByRole('button', { name: 'Avtal valgt tid' }).click();
    await unit.getByText('Velg en av tidene.').waitFor();
  });

  test('more times, and times after 12 or of another length', async () => {
    await unit.getByRole('link', { name: 'Vis flere tider' }).click();
    await unit.getByText('torsdag 5. november 2026 kl. 12.00').waitFor();
    await unit.getByText('Søk etter andre tider').click();
    await unit.getByLabel('Minutter', { exact: true }).first().fill('90');
    await unit.getByRole('button', { name: 'Vis tider', exact: true }).click();
    await unit.getByText(/^1 time og 30 minutter, Rådhuset/).first().waitFor();
    await look(unit, '61-meeting-times-search');
  });

  test('times are held while the person chooses, and nobody else sees them', async () => {
    await unit.goto(`${cases['Line Danser']}/meeting`);
    await unit.getByRole('button', { name: 'Hold av tidene i 15 minutter' }).click();
    await unit.getByText('Tidene er holdt av til kl. 09.15.').waitFor();
    await look(unit, '62-meeting-times-held');
    await other.goto(`${cases['Odd Danser']}/meeting`);
    assert.equal((await labels(other))[0], 'torsdag 24. september 2026 kl. 13.00');
    await unit.getByRole('button', { name: 'Slipp tidene' }).click();
    await unit.getByText('Tidene er sluppet.').waitFor();
    await other.reload();
    assert.equal((await labels(other))[0], 'torsdag 24. september 2026 kl. 12.00');
  });

  test('a time that another took is told, with new times', async () => {
    await unit.goto(`${cases['Line Danser']}/meeting`);
    await offered(unit).first().check();
    await offered(other).first().check();
    await unit.getByRole('button', { name: 'Avtal valgt tid' }).click();
    await unit.getByText('Møtet er avtalt.').waitFor();
    await unit.getByText('Rådhuset, inngang fra parken, Rom 1').first().waitFor();
    await other.getByRole('button', { name: 'Avtal valgt tid' }).click();
    await other.getByText('Tiden ble tatt mens du valgte.').waitFor();
    assert.equal((await labels(other))[0], 'torsdag 24. september 2026 kl. 13.00');
    await offered(other).first().check();
    await other.getByRole('button', { name: 'Avtal valgt tid' }).click();
    await other.getByText('Møtet er avtalt.').waitFor();
  });

  test('where none fits it says what is missing, and the way without it', async () => {
    await unit.goto(`${cases['Line Danser']}/meeting?times_part=morning`);
    await unit.getByText('Fant ingen tid der alt er ledig').waitFor();
    await unit.getByText('erfaringskompetanse: ingen er ledig i disse ukene.').waitFor();
    await look(unit, '63-meeting-times-missing');
    await unit.getByRole('link', { name: 'Vis tider uten det som mangler' }).click();
    await unit.getByText('Uten: erfaringskompetanse.').waitFor();
    assert.ok((await offered(unit).count()) > 0);
  });

  test('no complaints from the browser', () => assert.deepEqual(complaints.flat(), []));
});
