// The pages for those whom a case is about, on a phone: the key and its sheet, choosing a time, consents,
// feedback, and what a guardian does not see.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

const phone = { viewport: { width: 390, height: 844 } };

async function open(page, code, birthDate = '') {
  await page.goto('/my');
  await page.getByLabel('Koden').fill(code);
  await page.getByLabel(/Fødselsdatoen din/).fill(birthDate);
  await page.getByRole('button', { name: 'Åpne siden' }).click();
}

describe('the pages for those whom a case is about', () => {
  let house, unit, helper, oliver, complaints;

  async function caseOf(page, name) {
    await page.goto(`/cases?search=${encodeURIComponent(name)}`);
    await page.getByRole('link', { name }).first().click();
    return new URL(page.url()).pathname;
  }

  before(async () => {
    house = await openHouse({ cases: true, now: '2026-09-07T07:00:00Z' });
    unit = await (await house.visitor()).newPage();
    helper = await (await house.visitor()).newPage();
    // Without script, as everything here must work.
    oliver = await (await house.visitor({ ...phone, javaScriptEnabled: false })).newPage();
    complaints = [listen(unit), listen(helper), listen(oliver)];
    await logIn(unit, 'saksbehandler');
    await logIn(helper, 'hjelper');
  });
  after(async () => house?.close());

  test('the door says calmly what is wrong, and opens with code and birth date', async () => {
    const visitor = await (await house.visitor(phone)).newPage();
    await visitor.goto('/my');
    await look(visitor, '110-own-door');
    await visitor.getByRole('button', { name: 'Åpne siden' }).click();
    assert.equal(await visitor.locator('[aria-invalid]').count(), 1);
    await open(visitor, 'TEST-TEST-234');
    await visitor.getByText('En kode har 12 bokstaver og tall.').first().waitFor();
    await open(visitor, 'TEST-TEST-2345');
    assert.equal(await visitor.locator('#f-key_birth_date[aria-invalid]').count(), 1);
    await open(visitor, 'TEST-TEST-2345', '25.06.2009');
    await visitor.getByText('Det gikk ikke denne gangen.').waitFor();
    await look(visitor, '111-own-door-wrong');
    await open(visitor, 'test test 2345', '24.6.2009');
    await visitor.getByRole('heading', { name: 'Din side' }).waitFor();
    await look(visitor, '112-own-page');
    // Out, and the page is closed.
    await visitor.getByRole('button', { name: 'Logg ut' }).click();
    await visitor.getByText('Du er logget ut.').waitFor();
    await visitor.goto('/my/consents');
    await visitor.getByText('Siden er lukket.').waitFor();
  });

  test('a key opens no page of the office, and the office none of theirs', async () => {
    await open(oliver, 'TEST-TEST-2345', '24.06.2009');
    await oliver.getByRole('heading', { name: 'Din side' }).waitFor();
    for (const path of ['/', '/cases', '/worklists/inbox', '/statistics', '/messages']) {
      await oliver.goto(path);
      assert.equal(new URL(oliver.url()).pathname, '/log-in', path);
    }
    await unit.goto('/my');
    assert.equal(new URL(unit.url()).pathname, '/my/key');
    assert.equal((await oliver.context().request.get('/api/cases')).status(), 401);
  });

  test('the person chooses among the times that are held, and the unit sees it', async () => {
    const address = await caseOf(unit, 'Oliver Liksom');
    await unit.goto(`${address}/meeting`);
    await unit.getByRole('button', { name: 'La personen velge selv (3 dager)' }).click();
    await unit.getByText('Tidene er holdt av til').waitFor();
    await oliver.goto('/my');
    await oliver.getByText('Velg en tid som passer').waitFor();
    await oliver.getByRole('button', { name: 'Velg denne tiden' }).click();
    await oliver.getByText('Velg en av tidene.').waitFor();
    const times = oliver.locator('input[name="own_time"]');
    assert.equal(await times.count(), 3);
    const label = (await oliver.locator('#times .choices .ds-label').nth(1).innerText()).trim();
    await times.nth(1).check();
    await oliver.getByRole('button', { name: 'Velg denne tiden' }).click();
    await oliver.getByText('Tiden er valgt.').waitFor();
    await oliver.locator('.own-when').getByText(label).waitFor();
    assert.equal(await oliver.locator('input[name="own_time"]').count(), 0);
    await unit.goto(address);
    await unit.locator('.timeline li', { hasText: 'Oliver Liksom' }).first().waitFor();
    await unit.getByText(label).first().waitFor();
  });

  test('letters, who has read, in three languages', async () => {
    await oliver.goto('/my/letters');
    const links = oliver.getByRole('link', { name: /PDF/ });
    for (let i = 0; i < 120 && (await links.count()) === 0; ++i) {
      await oliver.waitForTimeout(500);
      await oliver.reload();
    }
    const letter = await oliver.context().request.get(await links.first().getAttribute('href'));
    assert.equal((await letter.body()).subarray(0, 5).toString(), '%PDF-');
    assert.match(letter.headers()['content-disposition'], /^attachment/);
    const stranger = await (await house.visitor()).newPage();
    await stranger.goto(new URL(letter.url()).pathname);
    assert.equal(new URL(stranger.url()).pathname, '/my/key');
    await oliver.goto('/my/accesses');
    await oliver.getByText('Ragnhild Rådgiver').first().waitFor();
    await oliver.getByText('laget en nøkkel til siden din').waitFor();
    await oliver.goto('/my');
    for (const [language, title] of [['English', 'Your page'], ['Nynorsk', 'Di side'], ['Bokmål', 'Din side']]) {
      await oliver.getByRole('button', { name: language }).click();
      await oliver.getByRole('heading', { name: title, level: 1 }).waitFor();
    }
  });

  test('a guardian sees time, place, expectations and rights, and neither consents nor accesses', async () => {
    const kari = await (await house.visitor(phone)).newPage();
    await open(kari, 'TEST-TEST-3456');
    await kari.getByText('Møtet, for deg som er foresatt').waitFor();
    await kari.getByText('Rettighetene dine').waitFor();
    await look(kari, '113-own-guardian');
    const text = await kari.content();
    for (const secret of ['samtykkene', 'lest saken', 'annabis', 'pålegg', '14004']) {
      assert.ok(!text.includes(secret), secret);
    }
    for (const path of ['/my/consents', '/my/accesses', '/my/letters', '/my/feedback']) {
      assert.equal((await kari.goto(path)).status(), 403, path);
    }
    // The plan changes: the page is shut at once.
    const address = await caseOf(unit, 'Oliver Liksom');
    await unit.goto(`${address}/guardians`);
    await unit.getByLabel('Foresatte kontaktes ikke').check();
    await unit.getByLabel('Kontakt kan sette den unge i fare').check();
    await unit.getByRole('button', { name: 'Lagre' }).click();
    await unit.getByText('Planen for kontakt med foresatte er lagret.').waitFor();
    await kari.goto('/my');
    await kari.getByText('Siden er lukket.').waitFor();
    await unit.goto(`${address}/keys`);
    await unit.getByText('Planen sier at foresatte ikke kontaktes.').waitFor();
    await unit.getByText('Åpner ikke lenger, slik saken står nå.').waitFor();
    await look(unit, '114-keys');
    await oliver.goto('/my');
    await oliver.getByText('Vi kontakter ikke foresatte om møtet.').waitFor();
  });

  test('a key is made, printed, used and withdrawn', async () => {
    const address = await caseOf(unit, 'Ingrid Later');
    await unit.getByRole('link', { name: 'Nøkler til personens side' }).click();
    await unit.getByRole('button', { name: 'Lag nøkkel' }).click();
    assert.ok((await unit.locator('.ds-error-summary').count()) > 0);
    await unit.getByLabel('Ingrid Later (personen selv)').check();
    await unit.getByRole('button', { name: 'Lag nøkkel' }).click();
    await unit.getByText('Skriv ut arket nå').waitFor();
    await look(unit, '115-key-sheet');
    const code = (await unit.locator('.key-code').innerText()).trim();
    assert.match(code, /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    const pdf = await unit.pdf({ format: 'A4' });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1, 'one page');
    const ingrid = await (await house.visitor(phone)).newPage();
    await open(ingrid, code, '03.11.1999');
    await ingrid.getByText('Du kom ikke sist. Det kan skje.').waitFor();
    await look(ingrid, '116-own-missed');
    await unit.goto(`${address}/keys`);
    assert.ok(!(await unit.content()).includes(code));
    await unit.getByRole('button', { name: 'Trekk tilbake Ingrid Later' }).click();
    await unit.getByText('Nøkkelen er trukket tilbake.').waitFor();
    await ingrid.goto('/my');
    await ingrid.getByText('Siden er lukket.').waitFor();
    await open(ingrid, code, '03.11.1999');
    await ingrid.getByText('Det gikk ikke denne gangen.').waitFor();
  });

  test('after the meeting: how it was, once', async () => {
    const per = await (await house.visitor(phone)).newPage();
    await open(per, 'TEST-TEST-5678', '17021972');
    await per.getByRole('link', { name: 'Svar på spørsmålene' }).click();
    await look(per, '117-own-feedback');
    await per.getByRole('button', { name: 'Send svaret' }).click();
    await per.getByText('Svar på minst ett av spørsmålene').waitFor();
    await per.getByRole('group', { name: 'Ble du hørt og møtt med respekt?' }).getByLabel('Ja').check();
    await per.getByRole('group', { name: 'Var møtet nyttig for deg?' }).getByLabel('Litt').check();
    await per.getByRole('button', { name: 'Send svaret' }).click();
    await per.getByText('Takk for svaret.').waitFor();
    assert.equal(await per.getByRole('link', { name: 'Svar på spørsmålene' }).count(), 0);
    await per.goto('/my/feedback');
    await per.getByText('Skjemaet er åpent én gang').waitFor();
  });

  test('a consent is withdrawn, and what has left is told', async () => {
    const per = await (await house.visitor(phone)).newPage();
    await open(per, 'TEST-TEST-5678', '17.02.1972');
    await per.goto('/my/consents');
    await look(per, '118-own-consents');
    const before = await per.getByRole('link', { name: 'Trekk samtykket' }).count();
    assert.ok(before > 0);
    await per.getByRole('link', { name: 'Trekk samtykket' }).first().click();
    await look(per, '119-own-withdraw');
    await per.getByRole('button', { name: 'Ja, trekk samtykket' }).click();
    await per.getByText('Samtykket er trukket. Vi sender ikke noe mer.').waitFor();
    assert.ok((await per.getByRole('link', { name: 'Trekk samtykket' }).count()) < before);
    await per.getByText(/^Trukket 7\. september 2026/).first().waitFor();
    const address = await caseOf(helper, 'Per Påfunn');
    await helper.goto(`${address}/help`);
    assert.match(await helper.locator('main').innerText(), /Per Påfunn/);
    await per.goto('/my/accesses');
    await look(per, '120-own-accesses');
    await per.getByText('leste hjelpejournalen').first().waitFor();
  });

  test('a protected address stands nowhere on the page', async () => {
    const live = await (await house.visitor(phone)).newPage();
    await open(live, 'TEST-TEST-6789', '15.11.1993');
    await live.getByRole('heading', { name: 'Din side' }).waitFor();
    for (const path of ['/my', '/my/letters', '/my/accesses', '/my/consents']) {
      await live.goto(path);
      assert.ok(!(await live.content()).includes('Hemmeligveien'), path);
    }
  });

  test('many wrong tries are met with a pause', async () => {
    const visitor = await (await house.visitor(phone)).newPage();
    for (let i = 0; i < 6; ++i) await open(visitor, 'KKKK-KKKK-KKKK', '01.01.2000');
    await visitor.getByText('Det har vært mange forsøk nå.').waitFor();
  });

  test('no complaints from the browser', () => assert.deepEqual(complaints.flat(), []));
});
