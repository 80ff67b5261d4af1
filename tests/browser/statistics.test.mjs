// The unit's figures: counts without persons, small ones hidden, every bar beside its numbers; and the list of all
// that is overdue.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

const texts = (cells) => cells.allTextContents().then((all) => all.map((text) => text.trim()));

describe('statistics', () => {
  let house;
  before(async () => (house = await openHouse({ cases: true })));
  after(async () => house?.close());

  const open = async (name, path, options) => {
    const page = await (await house.visitor(options)).newPage();
    await logIn(page, name);
    await page.goto(path);
    return page;
  };

  test('a leader finds it in the menu and reads the year before', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await logIn(page, 'leder');
    await page.getByRole('link', { name: 'Statistikk' }).click();
    await page.getByRole('heading', { name: 'Statistikk', level: 1 }).waitFor();
    await page.getByRole('link', { name: '2025' }).click();
    await page.waitForURL(/year=2025/);
    for (const name of ['Etter måned', 'Etter alder', 'Etter kjønn', 'Etter bydel eller postområde', 'Tid fra steg til steg'])
      await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByText('leses aldri ut av fødselsnummeret').waitFor();
    await look(page, '70-statistics');
    assert.deepEqual(complaints, []);
  });

  test('no count of 1 to 4 is shown, and hidden ones are', async () => {
    const page = await open('leder', '/statistics?year=2025');
    const tables = page.locator('section[data-by] table');
    assert.equal(await tables.count(), 8);
    let hidden = 0;
    for (const table of await tables.all()) {
      const columns = (await texts(table.locator('thead th'))).indexOf('Alle') - 1;
      for (const row of await table.locator('tbody tr').all()) {
        const counts = (await texts(row.locator('td'))).slice(1, columns + 1);
        assert.equal(counts.length, 8);
        for (const count of counts) assert.ok(count === ':' || count === '0' || Number(count) >= 5, count);
        hidden += counts.filter((count) => count === ':').length;
        // One hidden count in a row whose total stands could be had by subtraction.
        const within = counts.slice(0, -1).filter((count) => count === ':').length;
        if (counts.at(-1) !== ':') assert.notEqual(within, 1);
      }
    }
    assert.ok(hidden > 10);
  });

  test('the numbers as CSV are those of the page', async () => {
    const page = await open('leder', '/statistics?year=2025');
    const href = await page.getByRole('link', { name: 'Last ned tallene (CSV)' }).getAttribute('href');
    const answer = await page.request.get(href);
    assert.match(answer.headers()['content-type'], /^text\/csv/);
    const rows = (await answer.text()).split('\r\n');
    assert.equal(rows[0], 'rows,row,columns,column,count');
    const young = await texts(page.locator('section[data-by="age_band"] tbody tr', { hasText: '18–22 år' }).locator('td'));
    assert.ok(rows.includes(`age_band,18-22,outcome,attended,${young[2]}`), young[2]);
    assert.ok(rows.includes(`age_band,18-22,outcome,all,${young[8]}`), young[8]);
    assert.ok(rows.every((row) => row === '' || row === rows[0] || /,(:|0|-?\d+(\.\d+)?)$/.test(row)));
  });

  test('this year is small, so almost nothing of it is shown', async () => {
    const page = await open('saksbehandler', '/statistics');
    const ages = await texts(page.locator('section[data-by="age_band"] tbody td.number'));
    const shown = ages.filter((text) => text !== ':' && text !== '0');
    assert.ok(shown.length < 3 && shown.every((text) => Number(text) >= 5), String(ages));
    await look(page, '71-statistics-few');
  });

  test('whether help started, what people say and how districts differ each stand with chart, table and words', async () => {
    const page = await open('leder', '/statistics?year=2025');
    const referral = page.locator('section[data-part="referral"]');
    await referral.getByText('Å være henvist er ikke å være hjulpet').waitFor();
    const feedback = page.locator('section[data-part="feedback"]');
    for (const question of ['Ble du lyttet til?', 'Var møtet trygt?', 'Var møtet nyttig?', 'Forsto du hva som var frivillig?'])
      await feedback.getByRole('heading', { name: question }).waitFor();
    const equity = page.locator('section[data-part="equity"]');
    await equity.getByText('Foreldres utdanning, språk og opprinnelse registreres ikke').waitFor();
    for (const part of [referral, feedback, equity]) assert.ok((await part.locator('svg.bar').count()) > 0);
    for (const table of await page.locator('section[data-part="referral"] table, section[data-part="feedback"] table').all()) {
      const columns = (await texts(table.locator('thead th'))).indexOf('Alle') - 1;
      for (const row of await table.locator('tbody tr, tfoot tr').all()) {
        const counts = (await texts(row.locator('td'))).slice(1, columns + 1);
        for (const count of counts) assert.ok(count === ':' || count === '0' || Number(count) >= 5, count);
      }
    }
    const rates = await texts(equity.locator('tbody td strong'));
    assert.ok(rates.some((rate) => Number(rate.replace(',', '.')) > 0), String(rates));
    const csv = await (await page.request.get('/statistics.csv?year=2025')).text();
    assert.match(csv, /^service_kind,nav,referral,started,(:|0|\d+)\r$/m);
    assert.match(csv, /^age_band,15-17,feedback_safe,yes,(:|0|\d+)\r$/m);
    assert.match(csv, /^service_kind,nav,days_sent_to_started,median,(:|[\d.]+)\r$/m);
    await look(page, '73-statistics-help');
  });

  test('the figures of all units are chosen, and say that they are hidden from each of them', async () => {
    const page = await open('leder', '/statistics?year=2025');
    await page.getByRole('link', { name: 'Alle enheter vi har tall fra' }).click();
    await page.waitForURL(/units=all/);
    await page.getByText('Rådgivende enhet i Nabokommunen (4601)').first().waitFor();
    await page.getByRole('heading', { name: 'Etter enhet' }).waitFor();
    await page.getByText('heller ikke en enhet som trekker fra').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Etter bydel eller postområde' }).count(), 0);
    assert.equal(await page.getByRole('heading', { name: 'Over fristen nå' }).count(), 0, 'our own work, not theirs');
    const href = await page.getByRole('link', { name: 'Last ned tallene (CSV)' }).getAttribute('href');
    assert.match(await (await page.request.get(href)).text(), /^unit,Rådgivende enhet i Nabokommunen \(4601\),outcome,all,/m);
    await look(page, '74-statistics-all-units');
  });

  test('police and strangers do not see it, and a year without figures is none', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto('/statistics');
    assert.match(page.url(), /log-in/);
    await logIn(page, 'politi');
    assert.equal((await page.goto('/statistics')).status(), 403);
    assert.equal((await page.goto('/overdue')).status(), 403);
    const leader = await open('leder', '/');
    for (const year of ['1999', 'x', '20255', '']) assert.equal((await leader.goto(`/statistics?year=${year}`)).status(), 404);
  });

  test('on paper without what is for today, and in English and nynorsk', async () => {
    const page = await open('leder', '/statistics?year=2025');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('heading', { name: 'Over fristen nå' }).isVisible(), false);
    assert.equal(await page.getByRole('heading', { name: 'Etter alder' }).isVisible(), true);
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'By age' }).waitFor();
    await page.getByRole('button', { name: 'Nynorsk' }).click();
    await page.getByRole('heading', { name: 'Etter uteblivingar' }).waitFor();
  });

  test('all that is overdue stands on one list, the oldest first', async () => {
    const page = await open('saksbehandler', '/overdue');
    await page.getByRole('heading', { name: 'Over fristen', level: 1 }).waitFor();
    const due = await page.locator('.cases time[datetime], .cases [data-due]').count();
    const rows = await page.locator('.cases > li').count();
    assert.ok(rows > 0 && due > 0);
    const lists = page.getByRole('navigation', { name: 'Arbeidslister' }).locator('li');
    const said = Number((await lists.filter({ hasText: 'Over fristen' }).locator('span').last().textContent()).trim());
    assert.equal(rows, said);
    await look(page, '72-overdue');
  });
});
