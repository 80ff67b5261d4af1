// Many made-up encounters under every model: open to everyone, the same link the same numbers, and every number in
// a picture stands in a table too.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, look } from './look.mjs';

const few = '/distribution?seed=7&number=400';
const number = (text) => Number(text.replace(/[^\d]/g, ''));

describe('distribution', () => {
  let house;
  before(async () => (house = await openHouse()));
  after(async () => house?.close());

  test('whoever comes sees numbers, sources, and that nobody in them exists', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await page.goto(few);
    await page.getByRole('heading', { name: 'Fordeling', level: 1 }).waitFor();
    await page.getByText('Ingen av disse personene finnes.').waitFor();
    await page.getByText('400 oppdiktede påtreff').waitFor();
    assert.ok((await page.getByText('KORUS sør').count()) > 0);
    assert.ok((await page.getByText('Antagelse uten kilde', { exact: true }).count()) > 5);
    await look(page, '60-distribution');
    assert.deepEqual(complaints, []);
  });

  test('the counts of each model add up, and so do the flows', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto(`${few}&from=nou-2019-flertall&to=rer-2022`);
    const models = page.locator('.bars .card');
    assert.ok((await models.count()) > 5);
    for (const model of await models.all()) {
      const counts = await model.locator('tbody tr td:nth-child(3)').allTextContents();
      assert.equal(counts.map(number).reduce((a, b) => a + b), 400);
    }
    const flows = await page.locator('.flow-columns tbody td:nth-child(3)').allTextContents();
    assert.equal(flows.map(number).reduce((a, b) => a + b), 400);
    assert.equal(await page.locator('.flow-band').count(), flows.length);
    await page.getByRole('img', { name: /Flytdiagram fra reaksjonene etter «NOU 2019: 26/ }).waitFor();
  });

  test('the form makes a link that gives the same numbers again', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto(few);
    await page.getByLabel('Startall').fill('11');
    await page.getByLabel('Under 18 år, prosent').fill('100');
    await page.getByLabel('Flyt til modell').selectOption('prop-92-l');
    await page.getByRole('button', { name: 'Regn ut' }).click();
    await page.waitForURL(/seed=11&number=400&under_18=100/);
    const numbers = await page.locator('main table').allTextContents();
    const again = await (await house.visitor()).newPage();
    await again.goto(page.url());
    assert.deepEqual(await again.locator('main table').allTextContents(), numbers);
    assert.equal(await again.getByLabel('Flyt til modell').inputValue(), 'prop-92-l');
  });

  test('the numbers as CSV are those of the page', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto(few);
    const href = await page.getByRole('link', { name: 'Last ned tallene (CSV)' }).getAttribute('href');
    const answer = await page.request.get(href);
    assert.match(answer.headers()['content-type'], /^text\/csv/);
    assert.match(answer.headers()['content-disposition'], /fordeling-7-400\.csv/);
    const rows = (await answer.text()).split('\r\n');
    assert.equal(rows[0], 'part,model,item,value,note');
    const card = page.locator('.bars .card', { has: page.locator('a[href="/policies/nou-2019-flertall"]') });
    const shown = await card.locator('tr', { hasText: 'Møteplikt' }).locator('td').nth(1).textContent();
    assert.ok(rows.includes(`reactions,nou-2019-flertall,duty_to_attend,${number(shown)},`));
  });

  test('a wrong number is named beside its field, and nothing is counted', async () => {
    const page = await (await house.visitor()).newPage();
    const answer = await page.goto('/distribution?number=10001');
    assert.equal(answer.status(), 422);
    await page.getByRole('link', { name: 'Antall påtreff: Skriv et helt tall fra 1 til 10000.' }).waitFor();
    assert.equal(await page.getByLabel('Antall påtreff').inputValue(), '10001');
    assert.equal(await page.locator('.bars').count(), 0);
    assert.equal((await page.goto('/distribution?seed=1&seed=2')).status(), 400);
    assert.equal((await page.goto('/distribution?colour=red')).status(), 400);
  });

  test('without script, by keyboard, in English and on paper', async () => {
    const visitor = await house.visitor({ javaScriptEnabled: false, locale: 'en-GB' });
    const page = await visitor.newPage();
    await page.goto(few);
    await page.getByRole('heading', { name: 'Distribution', level: 1 }).waitFor();
    await page.getByLabel('Seed').focus();
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.waitForURL(/seed=3/);
    await page.getByText('None of these people exist.').waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.distribution-form').isVisible(), false);
    assert.equal(await page.locator('.flow').isVisible(), true);
  });
});
