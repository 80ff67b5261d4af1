// What stands beside the duty, as the caseworker meets it: a drug control, a question to the prosecution, a
// complaint, somebody who comes of their own accord, and wrong input on each form.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

const now = '2026-09-07T07:00:00Z';
const today = '2026-09-07';

async function caseOf(page, name) {
  await page.goto(`/cases?search=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  return new URL(page.url()).pathname;
}
const field = (page, name) => page.locator(`[name="entry.${name}"]`);
const choose = (page, name, value) => page.locator(`[name="entry.${name}"][value="${value}"]`).check();
// The form is shown again, with what is wrong beside the field.
async function refusedAt(page, name) {
  const wrong = page.locator(`[name="entry.${name}"][aria-invalid="true"], fieldset[aria-invalid="true"] [name="entry.${name}"]`);
  const told = page.locator(`a[href*="${name}"]`);
  assert.ok((await wrong.count()) + (await told.count()) > 0, `${name} is told to be wrong`);
}

describe('beside the duty', () => {
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

  test('a sample is taken by somebody who does not treat the person, and followed to the laboratory', async () => {
    const address = await caseOf(unit, 'Mats Mønster');
    await look(unit, '100-case-drug-control');
    await unit.getByRole('link', { name: 'Registrer at laboratoriet har prøven' }).first().click();
    await unit.getByRole('button', { name: 'Registrer at laboratoriet har prøven' }).click();
    await unit.getByText('kom til laboratoriet').first().waitFor();

    await unit.goto(`${address}/entry/take_sample`);
    await look(unit, '101-take-sample');
    await unit.getByRole('button', { name: 'Registrer prøve' }).click();
    for (const name of ['seal', 'sampler', 'profession', 'laboratory']) await refusedAt(unit, name);
    await field(unit, 'seal').fill('8123-5500');
    await field(unit, 'sampler').fill('Nils Nål');
    await choose(unit, 'profession', 'nurse');
    for (const name of ['identity_checked', 'supervised', 'both_signed']) await field(unit, name).check();
    await field(unit, 'laboratory').fill('Laboratoriet i Eksempelby');
    await unit.getByRole('button', { name: 'Registrer prøve' }).click();
    await refusedAt(unit, 'not_treating');
    await unit.getByText('Må være slik for at prøven kan tas.').first().waitFor();
    assert.equal(await field(unit, 'seal').inputValue(), '8123-5500', 'what was typed stays');
    await look(unit, '102-take-sample-refused');
    await field(unit, 'not_treating').check();
    await unit.getByRole('button', { name: 'Registrer prøve' }).click();
    await unit.getByText('Prøven er registrert.').waitFor();
    await unit.goto(`${address}/entry/hand_over_sample`);
    assert.equal(await field(unit, 'seal').inputValue(), '8123-5500');
    await field(unit, 'seal').fill('0000');
    await field(unit, 'from').fill('Nils Nål');
    await field(unit, 'to').fill('Budet');
    await unit.getByRole('button', { name: 'Registrer overlevering' }).click();
    await refusedAt(unit, 'seal');
    await field(unit, 'seal').fill('8123-5500');
    await unit.getByRole('button', { name: 'Registrer overlevering' }).click();
    await unit.getByText('Prøve 8123-5500 er hos Budet').waitFor();
    await police.goto('/messages');
    assert.doesNotMatch(await police.content(), /8123|ruskontroll/i);
  });

  test('a question stands with the police until its answer, which changes the number of meetings', async () => {
    await police.goto('/messages');
    await police.getByText('Enheten spør: Hvor mange møter. Svar enheten.').waitFor();
    await look(police, '103-police-question');
    const address = await caseOf(unit, 'Sunniva Såvidt');
    await look(unit, '104-case-question');
    await unit.getByRole('link', { name: 'Registrer svaret' }).first().click();
    await field(unit, 'on').fill('2026-09-08');
    await choose(unit, 'said', 'clarified');
    await unit.getByRole('button', { name: 'Registrer svaret' }).click();
    await refusedAt(unit, 'on');
    await field(unit, 'on').fill(today);
    await field(unit, 'meetings_required').fill('13');
    await unit.getByRole('button', { name: 'Registrer svaret' }).click();
    await refusedAt(unit, 'meetings_required');
    await field(unit, 'meetings_required').fill('3');
    await unit.getByRole('button', { name: 'Registrer svaret' }).click();
    await unit.getByText('Svaret er registrert.').waitFor();
    const seen = await fetch(`${house.address}/api/cases/${address.split('/').pop()}`, {
      headers: { Authorization: 'Bearer demo-token-caseworker' },
    });
    assert.equal((await seen.json()).attendance.meetings_required, 3);
    await police.goto('/messages');
    assert.equal(await police.getByText('Enheten spør').count(), 0);
  });

  test('a duty that waits for a court asks for nothing until it is decided', async () => {
    const address = await caseOf(unit, 'Kjell Kanskje');
    const next = unit.locator('.card-main');
    await next.getByText('Møteplikten venter til dette er avgjort.').waitFor();
    assert.equal(await next.locator('.buttons a').innerText(), 'Registrer avgjørelsen');
    await look(unit, '105-case-complaint');
    await unit.goto(`${address}/entry/record_decision`);
    await look(unit, '106-decision');
    await choose(unit, 'outcome', 'stands');
    await field(unit, 'meetings_required').fill('2');
    await unit.getByRole('button', { name: 'Registrer avgjørelsen' }).click();
    await refusedAt(unit, 'meetings_required');
    await field(unit, 'meetings_required').fill('');
    await unit.getByRole('button', { name: 'Registrer avgjørelsen' }).click();
    await unit.getByText('Avgjørelsen er registrert.').waitFor();
    assert.equal(await next.locator('.buttons a').innerText(), 'Avtal møte');
  });

  test('a case on its way to another unit is not let go of before it is there', async () => {
    const address = await caseOf(unit, 'Tuva Tankestrek');
    await look(unit, '107-case-transfer');
    assert.equal(await unit.getByRole('link', { name: 'Avslutt saken' }).count(), 0);
    const file = await unit.context().request.get(`${address}/transfer.json`);
    assert.equal((await file.json()).kind, 'moteplass_transfer_1');
    await unit.goto(`${address}/entry/confirm_transfer`);
    await unit.getByRole('button', { name: 'Registrer bekreftelse' }).click();
    await refusedAt(unit, 'by');
    await field(unit, 'by').fill('Vera Vest');
    await unit.getByRole('button', { name: 'Registrer bekreftelse' }).click();
    await unit.getByText('Overføringen er bekreftet. Saken kan avsluttes her.').waitFor();
  });

  test('a municipality has four digits', async () => {
    const address = await caseOf(unit, 'Aisha Synteseth');
    await unit.goto(`${address}/entry/transfer_case`);
    await look(unit, '108-transfer-form');
    await field(unit, 'municipality').fill('460100000');
    await field(unit, 'unit').fill('Enheten i vest');
    await choose(unit, 'ground', 'moved');
    await unit.getByRole('button', { name: 'Overfør saken' }).click();
    await refusedAt(unit, 'municipality');
    await field(unit, 'municipality').fill('46xx');
    await unit.getByRole('button', { name: 'Overfør saken' }).click();
    await refusedAt(unit, 'municipality');
    await unit.getByText('Fire siffer, for eksempel 0301.').first().waitFor();
    const gone = await unit.goto(`${address}/entry/no_such_kind`);
    assert.equal(gone.status(), 404);
  });

  test('somebody comes of their own accord, and the police never see it', async () => {
    await unit.goto('/arrivals/voluntary');
    await look(unit, '109-voluntary');
    await unit.getByRole('button', { name: 'Opprett saken' }).click();
    assert.ok((await unit.locator('[aria-invalid="true"]').count()) > 0);
    await unit.getByLabel('Gjennom skolen').check();
    await unit.locator('[name="person.name"]').fill('Vilja Selvkommen');
    await unit.locator('[name="person.birth_date"]').fill('2030-01-01');
    await unit.getByRole('button', { name: 'Opprett saken' }).click();
    assert.ok((await unit.locator('[name="person.birth_date"][aria-invalid="true"]').count()) === 1);
    await unit.locator('[name="person.birth_date"]').fill('2009-02-03');
    await unit.getByRole('button', { name: 'Opprett saken' }).click();
    await unit.getByText('Saken er opprettet.').waitFor();
    await look(unit, '110-case-voluntary');
    assert.equal(await unit.getByRole('heading', { name: 'Hva reglene sier' }).count(), 0);
    await police.goto('/messages');
    assert.doesNotMatch(await police.content(), /Selvkommen|Medvilje/);
    assert.equal((await police.goto(new URL(unit.url()).pathname)).status(), 403);
  });

  test('a file that is none is answered in words', async () => {
    await unit.goto('/arrivals/transfer');
    await look(unit, '111-arrival-transfer');
    await unit.getByRole('button', { name: 'Ta imot saken' }).click();
    assert.equal(await unit.locator('[name="package"][aria-invalid="true"]').count(), 1);
    await unit.locator('[name="package"]').fill('{"kind": "moteplass');
    await unit.getByRole('button', { name: 'Ta imot saken' }).click();
    await unit.getByText('Dette er ikke en hel overføringsfil.').waitFor();
    assert.equal(await unit.locator('[name="package"]').inputValue(), '{"kind": "moteplass');
    await unit.locator('[name="package"]').fill('{"kind": "another"}');
    await unit.getByRole('button', { name: 'Ta imot saken' }).click();
    await unit.getByText(/Filen kan ikke tas imot\..*to_municipality/).waitFor();
    await look(unit, '112-arrival-transfer-refused');
  });

  test('two cases about one person lead to each other', async () => {
    await caseOf(unit, 'Frida Fiktiv');
    const other = unit.locator('section', { has: unit.getByRole('heading', { name: 'Andre saker om samme person' }) });
    await look(unit, '113-two-cases');
    const first = unit.url();
    await other.getByRole('link').first().click();
    await unit.getByRole('heading', { level: 1, name: 'Frida Fiktiv', exact: true }).waitFor();
    assert.notEqual(unit.url(), first);
  });

  test('the pages hold in nynorsk and English', async () => {
    for (const language of ['nn', 'en']) {
      const page = await (await house.visitor()).newPage();
      await logIn(page, 'saksbehandler');
      await page.getByRole('button', { name: language === 'nn' ? 'Nynorsk' : 'English' }).click();
      for (const path of ['/arrivals/voluntary', '/arrivals/transfer']) {
        await page.goto(path);
        await look(page, `114-${language}-${path.split('/').pop()}`);
      }
      await caseOf(page, 'Mats Mønster');
      await look(page, `115-${language}-case`);
    }
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints.flat(), []));
});
