// Coordinator, individual plan and voluntary agreements, the printed forms, and a record without a name.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

describe('plan, agreements and forms of a help record', () => {
  let house, page, complaints;
  before(async () => {
    house = await openHouse({ cases: true, now: '2026-09-07T07:00:00Z' });
    page = await (await house.visitor()).newPage();
    complaints = listen(page);
    await logIn(page, 'hjelper');
  });
  after(async () => house?.close());

  async function giveConsent(purpose) {
    await page.getByRole('link', { name: 'Gi samtykke', exact: true }).first().click();
    await page.getByLabel(purpose, { exact: true }).check();
    await page.getByLabel('Personen selv', { exact: true }).check();
    await page.getByRole('button', { name: 'Lagre samtykket' }).click();
    await page.getByText('Samtykket er lagret.').waitFor();
  }

  test('a consent form can be printed before anything is agreed, and says that no is an answer', async () => {
    await page.goto('/cases?closed=yes&search=Ingrid%20Later');
    await page.getByRole('link', { name: 'Ingrid Later' }).first().click();
    await page.getByRole('link', { name: 'Hjelpejournal' }).click();
    const record = page.url();
    await page.goto(record.split('?')[0] + '/form');
    await page.getByText('Ingrid Later').waitFor();
    assert.ok((await page.getByRole('listitem').count()) >= 5);
    await look(page, '110-consent-form');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('navigation').first().isVisible(), false);
    await page.emulateMedia({ media: 'screen' });
    await page.goto(record);
  });

  test('nothing is agreed without a consent to it', async () => {
    await giveConsent('Hjelp fra enheten');
    await page.getByRole('link', { name: 'Inngå avtale' }).click();
    await fillAgreement();
    await page.getByRole('button', { name: 'Lagre avtalen' }).click();
    await page.getByText(/samtykke/i).first().waitFor();
    assert.equal(await page.getByText('Avtalen er lagret.').count(), 0);
    await page.getByRole('link', { name: 'Til hjelpejournalen' }).click();
  });

  async function fillAgreement() {
    await page.getByLabel('Ruskontrakt').check();
    await page.getByLabel('Den andre parten', { exact: true }).fill('Kommunens rusteam');
    await page.getByLabel('Personen forplikter seg til').fill('møte hver uke; si fra når noe er vanskelig');
    await page.getByLabel('Den andre parten forplikter seg til').fill('ha tid hver tirsdag');
    await page.getByLabel('Fra', { exact: true }).fill('2026-09-07');
    await page.getByLabel('Til og med').fill('2026-12-01');
  }

  test('an agreement holds both parties to something, has an end, and can be ended by the person', async () => {
    await giveConsent('Frivillig avtale');
    await page.getByRole('link', { name: 'Inngå avtale' }).click();
    await page.getByRole('button', { name: 'Lagre avtalen' }).click();
    assert.ok((await page.locator('[aria-invalid]').count()) >= 3);
    await look(page, '111-agreement-empty');
    await fillAgreement();
    await page.getByRole('button', { name: 'Lagre avtalen' }).click();
    await page.getByText('Avtalen er lagret.').waitFor();
    for (const term of ['møte hver uke', 'si fra når noe er vanskelig', 'ha tid hver tirsdag']) {
      await page.getByRole('listitem').filter({ hasText: term }).last().waitFor();
    }
    await look(page, '112-agreement');
    await page.getByRole('link', { name: 'Avslutt avtale' }).click();
    await page.getByText('Å avslutte har ingen følger').waitFor();
    await page.getByLabel('Personen avslutter').check();
    await page.getByRole('button', { name: 'Avslutt avtalen' }).click();
    await page.getByText('Avtalen er avsluttet.').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Avslutt avtale' }).count(), 0);
  });

  test('a coordinator is offered, and named once in place', async () => {
    await giveConsent('Koordinator og plan');
    for (const [step, who] of [['Tilbudt', ''], ['Satt i gang', ''], ['På plass', 'Kari Koordinator']]) {
      await page.getByRole('link', { name: 'Koordinator og plan', exact: true }).click();
      await page.getByLabel('Koordinator', { exact: true }).check();
      await page.getByLabel(step, { exact: true }).check();
      if (who) {
        // In place, and nobody named: asked for, never guessed.
        await page.getByRole('button', { name: 'Lagre' }).click();
        await page.locator('[aria-invalid]').first().waitFor();
        await page.getByLabel(/^Hvem/).fill(who);
      }
      await page.getByRole('button', { name: 'Lagre' }).click();
      await page.getByText('Lagret.').waitFor();
    }
    await page.getByText('På plass: Kari Koordinator').waitFor();
    await look(page, '113-plan');
  });

  test('a protected person is a case number on the help record', async () => {
    await page.goto('/cases');
    await page.getByRole('link', { name: 'Skjermet person' }).first().click();
    await page.getByRole('link', { name: 'Hjelpejournal' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hjelpejournal: Skjermet person' }).waitFor();
    assert.doesNotMatch(await page.content(), /Live|Hemmeligveien/);
    await look(page, '114-help-protected');
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints, []));
});
