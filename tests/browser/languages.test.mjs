// Polish and Northern Sámi on the pages for people who are not staff: what is translated, what is marked as not.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

describe('the prepared languages', () => {
  let house;
  let link;
  before(async () => {
    house = await openHouse({ cases: true, now: '2026-09-07T07:00:00Z' });
    const page = await (await house.visitor()).newPage();
    await logIn(page, 'hjelper');
    await page.goto('/cases?closed=yes&search=Thea+Tenkt');
    await page.getByRole('link', { name: 'Thea Tenkt' }).first().click();
    await page.getByRole('link', { name: 'Hjelpejournal' }).click();
    await page.getByRole('button', { name: /Lag svarlenke til mottakeren/ }).first().click();
    link = new URL(await page.locator('code').textContent()).pathname;
  });
  after(async () => house?.close());

  const choose = (page, name) => page.getByRole('button', { name, exact: true }).click();
  // Each text that stands in another language than the page: [language, text].
  const foreign = (page) => page.locator('main [lang]').evaluateAll((all) =>
    all.map((element) => [element.lang, element.textContent]));

  test('the receiver answers in Polish, and sees that it is a draft', async () => {
    const page = await (await house.visitor({ locale: 'pl-PL' })).newPage();
    const complaints = listen(page);
    await page.goto(link);
    assert.equal(await page.locator('html').getAttribute('lang'), 'nb');  // a draft has to be chosen
    await choose(page, 'Polski');
    assert.equal(new URL(page.url()).pathname, link);
    assert.equal(await page.locator('html').getAttribute('lang'), 'pl');
    await page.getByRole('heading', { level: 1, name: 'Odpowiedz na skierowanie' }).waitFor();
    await page.getByText('Wersja robocza: tego tłumaczenia nie sprawdziła').waitFor();
    assert.deepEqual(await foreign(page), []);
    assert.equal(await page.getByText('nie są jeszcze przetłumaczone').count(), 0);
    await look(page, '87-receiver-pl');
    await page.getByRole('button', { name: 'Wyślij odpowiedź' }).click();
    await page.getByText('Czegoś brakuje lub coś trzeba poprawić').waitFor();
    await page.getByRole('link', { name: 'Jaka jest odpowiedź? To pole trzeba wypełnić.' }).waitFor();
    await look(page, '88-receiver-pl-errors');
    await choose(page, 'English');  // from what was posted back to the same page
    await page.getByRole('heading', { level: 1, name: 'Answer a referral' }).waitFor();
    await choose(page, 'Polski');
    await page.getByLabel('Otrzymaliśmy').check();
    await page.getByRole('button', { name: 'Wyślij odpowiedź' }).click();
    await page.getByText('Dziękujemy. Odpowiedź jest zapisana.').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('Northern Sámi has sure words, and bokmål marked as bokmål', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto(link);
    await choose(page, 'Davvisámegiella');
    assert.equal(await page.locator('html').getAttribute('lang'), 'se');
    assert.equal(await page.locator('h1').getAttribute('lang'), 'nb');
    assert.equal(await page.getByRole('form', { name: 'Giella' }).count(), 1);
    const note = page.getByText('Noen tekster på siden er ikke oversatt ennå.');
    assert.equal(await note.count(), 1);
    assert.equal(await note.getAttribute('lang'), 'nb');
    await page.getByText(/mánu \d+\. b\. 2026/).first().waitFor();
    const texts = await foreign(page);
    assert.ok(texts.length > 5);
    assert.deepEqual(texts.filter(([lang]) => lang !== 'nb'), []);
    assert.deepEqual(texts.filter(([, text]) => /mánu \d/.test(text)), []);  // a date in Sámi is no bokmål
    // Nothing that is to be hidden is left in the page.
    assert.doesNotMatch(await page.content(), /[\uFDD0-\uFDEF]/);
    await look(page, '89-receiver-se');
  });

  test('staff work in the complete languages, whatever was chosen at the door', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto('/log-in');
    await choose(page, 'Polski');
    await page.getByRole('heading', { level: 1, name: 'Logowanie' }).waitFor();
    assert.deepEqual(await foreign(page), []);
    await look(page, '90-log-in-pl');
    await page.goto('/policies');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.equal(await page.getByRole('button', { name: 'Polski' }).count(), 0);
    const answer = await page.goto('/answer/' + 'a'.repeat(64));
    assert.equal(answer.status(), 404);
    await page.getByRole('heading', { level: 1, name: 'Link nie działa' }).waitFor();
  });
});
