// The way of a case, from the encounter to the closed case, as police and caseworker see it on their screens.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { confirm, fillHeroinCase, listen, logIn, look, openTypedMeeting, sendMessage } from './look.mjs';

describe('a duty to attend, met', () => {
  let house, police, unit, complaints;

  before(async () => {
    house = await openHouse({ now: '2026-09-07T07:00:00Z' });
    police = await (await house.visitor()).newPage();
    unit = await (await house.visitor()).newPage();
    complaints = [...[listen(police), listen(unit)]];
  });
  after(async () => house?.close());

  test('police assess the encounter and see why', async () => {
    await police.goto('/log-in');
    await look(police, '01-log-in');
    await logIn(police, 'politi');
    await look(police, '02-police-empty');
    await police.getByRole('link', { name: 'Vurder påtreff' }).click();
    await look(police, '03-assess-empty');
    await fillHeroinCase(police);
    await police.getByRole('button', { name: 'Vis svaret' }).click();
    const answer = police.locator('[data-explanation]');
    await answer.getByText('Møteplikt', { exact: true }).waitFor();
    await assert.doesNotReject(answer.getByText('heroin 4 gram').first().waitFor());
    await answer.getByText('Kilde:').first().waitFor();
    await look(police, '04-assess-decided');
  });

  test('police send the message and get a receipt', async () => {
    await police.getByRole('button', { name: 'Lag melding til enheten' }).click();
    await look(police, '05-message-form');
    assert.equal(await police.locator('[name="basis.reaction"]:checked').inputValue(), 'duty_to_attend');
    await police.getByRole('button', { name: 'Send melding' }).click();
    await police.getByRole('heading', { name: 'Noe mangler eller må rettes' }).waitFor();
    await look(police, '06-message-faults');
    await police.getByRole('link', { name: /^Navn: / }).click();
    assert.equal(await police.evaluate(() => document.activeElement?.getAttribute('name')), 'person.name');
    await police.getByLabel('Saksnummer hos politiet').fill('14001234/26');
    await police.getByLabel('Kommunen meldingen går til').fill('0301');
    await police.locator('[name="person.name"]').fill('Line Danser');
    await police.getByLabel('Fødselsnummer eller d-nummer').fill('13897248098');
    await police.locator('[name="person.phone"]').fill('900 00 321');
    await police.getByRole('button', { name: 'Send melding' }).click();
    await police.getByRole('heading', { name: 'Meldingen er mottatt' }).waitFor();
    await police.getByText('Kvitteringsnummer').waitFor();
    await look(police, '07-receipt');
    await police.getByRole('link', { name: 'Til meldingene' }).click();
    await police.getByText('Ingen tilbakemelding', { exact: true }).waitFor();
  });

  test('the caseworker opens, assesses and books', async () => {
    await logIn(unit, 'saksbehandler');
    await look(unit, '08-my-day');
    await unit.getByRole('link', { name: 'Innboks' }).first().click();
    await look(unit, '09-inbox');
    await unit.getByRole('link', { name: 'Line Danser' }).click();
    await look(unit, '10-case-unread');
    await unit.getByRole('button', { name: 'Åpne meldingen' }).click();
    await unit.getByText('Meldingen er åpnet.').waitFor();
    await unit.getByRole('link', { name: 'Vurder saken' }).click();
    await look(unit, '11-assess-case');
    await unit.getByRole('button', { name: 'Lagre vurderingen' }).click();
    await unit.getByText('Dette må fylles ut.').first().waitFor();
    await unit.getByLabel(/Møteplikten står/).check();
    await unit.getByRole('button', { name: 'Lagre vurderingen' }).click();
    await unit.getByText('Vurderingen er lagret.').waitFor();
    await unit.getByRole('link', { name: 'Avtal møte' }).click();
    await openTypedMeeting(unit);
    await unit.getByLabel('Dato').fill('2026-09-21');
    await unit.getByLabel('Klokkeslett').fill('10:00');
    await unit.getByLabel(/Andre som møter/).fill('tolk');
    await look(unit, '12-book-meeting');
    await unit.getByRole('button', { name: 'Lagre møtet' }).click();
    await unit.getByText('Møtet er avtalt.').waitFor();
  });

  test('the summons is read before it is sent', async () => {
    await unit.getByRole('link', { name: 'Send innkalling' }).click();
    const letter = unit.frameLocator('iframe');
    await letter.locator('body').getByText('Line Danser').first().waitFor();
    await look(unit, '13-summons');
    await unit.getByRole('button', { name: 'Send innkalling' }).click();
    await confirm(unit);
    await unit.getByText('Innkallingen er på vei').waitFor();
    await look(unit, '14-case-summoned');
  });

  test('attendance, feedback with nothing but the allowed fields, and the end', async () => {
    house.setClock('2026-09-21T08:30:00Z');
    await logIn(unit, 'saksbehandler');
    await unit.getByRole('link', { name: /Venter på møte/ }).first().click();
    await unit.getByRole('link', { name: 'Line Danser' }).click();
    await unit.getByRole('link', { name: 'Registrer oppmøte' }).click();
    await look(unit, '15-attendance');
    await unit.getByLabel('Ja, personen kom').check();
    await unit.getByRole('button', { name: 'Lagre oppmøtet' }).click();
    await unit.getByText('Oppmøtet er registrert.').waitFor();
    await unit.getByRole('link', { name: 'Gi tilbakemelding' }).click();
    await look(unit, '16-feedback');
    const told = await unit.locator('[data-feedback] dt').allInnerTexts();
    assert.deepEqual(told, ['Politiets saksnummer', 'Møteplikten', 'Datoer', 'Forsøk på kontakt']);
    const values = await unit.locator('[data-feedback] dd').allInnerTexts();
    assert.deepEqual(values.map((text) => text.trim()), ['14001234/26', 'Oppfylt', '21. september 2026', '1 forsøk']);
    await unit.getByRole('button', { name: 'Send tilbakemelding' }).click();
    await confirm(unit);
    await unit.getByText('Tilbakemeldingen er lagret.').waitFor();
    await unit.getByRole('link', { name: 'Avslutt saken' }).click();
    await unit.getByRole('button', { name: 'Avslutt saken' }).click();
    await unit.getByText('Saken er avsluttet.').first().waitFor();
    await look(unit, '17-case-closed');
  });

  test('police see that the duty is met, and nothing else', async () => {
    await logIn(police, 'politi');
    await police.getByText('Møteplikten er oppfylt', { exact: true }).waitFor();
    await look(police, '18-police-met');
    const text = await police.locator('main').innerText();
    for (const secret of ['Line Danser', 'tolk', 'heroin', 'avhengig']) assert.ok(!text.includes(secret), secret);
    const answer = await police.goto('/cases');
    assert.equal(answer.status(), 403);
    await look(police, '19-forbidden');
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints.flat(), []));
});

describe('a duty to attend, missed', () => {
  let house, page;
  before(async () => {
    house = await openHouse({ now: '2026-09-07T07:00:00Z' });
    page = await (await house.visitor()).newPage();
  });
  after(async () => house?.close());

  test('what follows is the policy’s answer, as choices', async () => {
    await logIn(page, 'politi');
    await page.goto('/assess');
    await fillHeroinCase(page);
    await page.getByRole('button', { name: 'Vis svaret' }).click();
    await sendMessage(page, { name: 'Ivar Uteblitt', caseNumber: '14002345/26' });
    await page.getByRole('button', { name: 'Logg ut' }).click();

    await logIn(page, 'saksbehandler');
    await page.goto('/worklists/inbox');
    await page.getByRole('link', { name: 'Ivar Uteblitt' }).click();
    await page.getByRole('button', { name: 'Åpne meldingen' }).click();
    const address = new URL(page.url()).pathname;
    await page.goto(`${address}/assess`);
    await page.getByLabel(/Møteplikten står/).check();
    await page.getByRole('button', { name: 'Lagre vurderingen' }).click();
    await page.goto(`${address}/meeting`);
    await openTypedMeeting(page);
    await page.getByLabel('Dato').fill('2026-09-14');
    await page.getByLabel('Klokkeslett').fill('12:00');
    await page.getByRole('button', { name: 'Lagre møtet' }).click();
    await page.goto(`${address}/summons`);
    await page.getByRole('button', { name: 'Send innkalling' }).click();
    await confirm(page);
    await page.getByText('Innkallingen er på vei').waitFor();

    // Too early: said kindly, nothing recorded.
    await page.goto(`${address}/attendance`);
    await page.getByLabel('Nei, personen kom ikke').check();
    await page.getByRole('button', { name: 'Lagre oppmøtet' }).click();
    await page.getByText('Møtet har ikke begynt').waitFor();
    await look(page, '20-refused');

    house.setClock('2026-09-14T11:00:00Z');
    await logIn(page, 'saksbehandler');
    await page.goto(`${address}/attendance`);
    await page.getByLabel('Nei, personen kom ikke').check();
    await page.getByRole('button', { name: 'Lagre oppmøtet' }).click();
    await page.getByRole('heading', { name: 'Etter uteblivelsen' }).waitFor();
    await look(page, '21-no-show');
    await page.goto(`${address}/outreach`);
    await page.getByLabel('Telefon').check();
    await page.getByRole('group', { name: 'Fikk dere kontakt?' }).getByLabel('Nei').check();
    await look(page, '22-outreach');
    await page.getByRole('button', { name: 'Lagre' }).click();
    await page.getByText('Oppsøkingen er registrert.').waitFor();
    await page.goto(`${address}/cancel`);
    await look(page, '23-cancel');
    await page.goto(`${address}/facts`);
    await look(page, '24-facts');
    await page.goto(`${address}/feedback`);
    await page.getByText('Ikke oppfylt').waitFor();
  });
});
