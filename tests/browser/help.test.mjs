// The help record: consent, mapping, a declined referral, a withdrawn consent, the receiver's link.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

describe('the help record', () => {
  let house;
  before(async () => (house = await openHouse({ cases: true, now: '2026-09-07T07:00:00Z' })));
  after(async () => house?.close());

  async function openRecord(page, person) {
    await page.goto('/cases?closed=yes&search=' + encodeURIComponent(person));
    await page.getByRole('link', { name: person }).first().click();
    await page.getByRole('link', { name: 'Hjelpejournal' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hjelpejournal: ' + person }).waitFor();
  }

  test('only those who help find the way in, and a leader sees figures', async () => {
    const page = await (await house.visitor()).newPage();
    await logIn(page, 'saksbehandler');
    await page.goto('/cases?search=P%C3%A5funn');
    await page.getByRole('link', { name: 'Per Påfunn' }).first().click();
    assert.equal(await page.getByRole('link', { name: 'Hjelpejournal' }).count(), 0);
    const refused = await page.goto(page.url() + '/help');
    assert.equal(refused.status(), 403);
    const leader = await (await house.visitor()).newPage();
    await logIn(leader, 'leder');
    await leader.goto('/follow-up');
    await leader.getByText('Her ser du bare tall').waitFor();
    assert.equal(await leader.getByText('Påfunn').count(), 0);
    await look(leader, '80-follow-up-leader');
  });

  test('a declined referral stands as what it is, and asks for another', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await logIn(page, 'hjelper');
    await page.goto('/follow-up');
    await page.getByRole('link', { name: 'NAV Eksempelby sa nei. Finn et annet tilbud' }).waitFor();
    await look(page, '81-follow-up');
    await openRecord(page, 'Per Påfunn');
    await page.getByText('Mottakeren har sagt nei. Grunn: Ikke kapasitet.').waitFor();
    await look(page, '82-help-record');
    assert.deepEqual(complaints, []);
  });

  test('a withdrawn consent lists what has left and what was stopped', async () => {
    const page = await (await house.visitor()).newPage();
    await logIn(page, 'hjelper');
    await openRecord(page, 'Thea Tenkt');
    await page.getByText('Dette er allerede sendt og kan ikke kalles tilbake:').waitFor();
    await page.getByText('NAV Eksempelby: navn og kontakt og behov').waitFor();
    assert.equal(await page.getByRole('button', { name: /svarlenke.*NAV/ }).count(), 0);
  });

  test('from consent to a receiver who says that help has started', async () => {
    const page = await (await house.visitor()).newPage();
    await logIn(page, 'hjelper');
    await openRecord(page, 'Ingrid Later');
    await page.getByRole('link', { name: 'Gi samtykke' }).click();
    await page.getByLabel('Hjelp fra enheten').check();
    await page.getByLabel('Personen selv', { exact: true }).check();
    await look(page, '83-consent');
    await page.getByRole('button', { name: 'Lagre samtykket' }).click();
    await page.getByText('Samtykket er lagret.').waitFor();

    await page.getByRole('link', { name: 'Kartlegg', exact: true }).click();
    await page.getByText('Alkohol', { exact: true }).click();
    const alcohol = page.locator('details', { hasText: 'Alkohol' });
    await alcohol.getByLabel('2. Brukt').selectOption('weekly');
    await alcohol.getByLabel('3. Sterk').selectOption('monthly');
    await alcohol.getByLabel('4. Har').selectOption('never');
    await alcohol.getByLabel('5. Fikk').selectOption('never');
    await alcohol.getByLabel('6. Andre').selectOption('earlier');
    await alcohol.getByLabel('7. Har').selectOption('never');
    await page.getByRole('button', { name: 'Regn ut poeng uten å lagre' }).click();
    await page.getByText('11 poeng, moderat risiko').waitFor();  // 4 + 4 + 0 + 0 + 3 + 0
    await look(page, '84-mapping');
    await page.getByRole('button', { name: 'Lagre kartleggingen' }).click();
    await page.getByText('11 poeng, moderat risiko').waitFor();

    await page.getByRole('link', { name: 'Velg behov' }).click();
    await page.getByLabel('Bolig').check();
    await page.getByLabel('Med personens egne ord').fill('egen hybel');
    await page.getByRole('button', { name: 'Lagre behovet' }).click();
    await page.getByRole('link', { name: 'Forbered henvisning' }).click();
    await page.getByLabel('Tjeneste').selectOption('nav');
    await page.getByLabel('Bolig: egen hybel').check();
    await page.getByRole('button', { name: 'Lagre henvisningen' }).click();
    await page.getByRole('link', { name: /Gi samtykke.*NAV Eksempelby/ }).click();
    await page.getByLabel('Personen selv', { exact: true }).check();
    await page.getByRole('button', { name: 'Lagre samtykket' }).click();
    await page.getByRole('link', { name: /Send henvisning.*NAV Eksempelby/ }).click();
    await page.getByLabel('Brev med svarlenke').check();
    await page.getByRole('button', { name: 'Registrer som sendt' }).click();
    await page.getByText('Mottakeren har ikke svart.').waitFor();
    await page.getByRole('link', { name: /Henvisningsbrev.*NAV Eksempelby/ }).click();
    await page.getByText('egen hybel').waitFor();
    await look(page, '85-referral-letter');
    await page.getByRole('link', { name: 'Til hjelpejournalen' }).click();
    await page.getByRole('button', { name: /Lag svarlenke til mottakeren.*NAV Eksempelby/ }).click();
    const link = await page.locator('code').textContent();

    const receiver = await (await house.visitor()).newPage();
    await receiver.goto(new URL(link).pathname);
    assert.equal(await receiver.getByText('Ingrid').count(), 0);
    await look(receiver, '86-receiver');
    await receiver.getByLabel('Hjelpen er i gang').check();
    await receiver.getByRole('button', { name: 'Send svaret' }).click();
    await receiver.getByText('Takk. Svaret er lagret.').waitFor();
    assert.equal(await receiver.getByLabel('Hjelpen er i gang').count(), 0);  // once
    const wrong = await receiver.goto('/answer/' + 'a'.repeat(64));
    assert.equal(wrong.status(), 404);

    await openRecord(page, 'Ingrid Later');
    await page.getByText('NAV Eksempelby sier at hjelpen er i gang. Stemmer det?').waitFor();
  });
});
