// One case under all models: both sides of a judgment, an amount slid over a threshold, a link that holds the
// case, what would give another answer, what is missing, and the same without script.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { fillHeroinCase, listen, logIn, look } from './look.mjs';

const hash15 = '/compare?encounter.acts=possession&encounter.substances[0].substance=cannabis' +
  '&encounter.substances[0].amount=10&encounter.substances[0].unit=g&encounter.intent_to_sell=no&person.age=30' +
  '&person.addiction=none&encounter.other_offences=no&history.orders=0';

// The words of one cell, whether it stands alone or with its neighbours.
const cell = (page, row, model) => page.locator(`td[data-row="${row}"][data-of~="${model}"]`);
const said = async (page, row, model) => (await cell(page, row, model).locator('.said').innerText()).trim();
const amount = (page) => page.locator('[name="encounter.substances[0].amount"]');

describe('one case under all models', () => {
  let house, page, complaints;
  before(async () => {
    house = await openHouse({ now: '2026-09-07T07:00:00Z' });
    page = await (await house.visitor({ permissions: ['clipboard-read', 'clipboard-write'] })).newPage();
    complaints = listen(page);
  });
  after(async () => house?.close());

  test('what is no age is told beside the field, time after time', async () => {
    const other = await (await house.visitor()).newPage();
    for (let i = 0; i < 5; ++i) {
      const answer = await other.goto('/compare?person.age=abc');
      assert.equal(answer.status(), 422);
      await other.locator('[name="person.age"][aria-invalid="true"]').waitFor();
    }
  });

  test('the first page is a judgment, with both sides of the debate', async () => {
    await page.goto('/compare');
    assert.equal(await said(page, 'reaction', 'nou-2019-flertall'), 'Møteplikt');
    assert.equal(await said(page, 'reaction', 'nou-2019-mindretall'), 'Straffesak');
    assert.equal(await said(page, 'reaction', 'rer-2022'), 'Ingen straff');
    assert.match(await said(page, 'compulsory', 'nou-2019-mindretall'), /^Gjelder ikke/);
    await page.getByText('5 ulike svar').first().waitFor();
    await look(page, '40-compare');
  });

  test('an answer opens its rule, its source, and what would give another', async () => {
    await cell(page, 'reaction', 'nou-2019-flertall').getByRole('link').press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Kilde:').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'cell-title');
    const rule = dialog.getByRole('link', { name: /^Reaksjon, rad \d+$/ });
    assert.match(await rule.getAttribute('href'), /^\/policies\/nou-2019-flertall#reaksjon-\d+$/);
    await dialog.getByRole('link', { name: 'Hva skal til for et annet svar?' }).press('Enter');
    await dialog.getByText('Mengde: over 5 gram i stedet for 4 gram: da blir svaret Straffesak.').waitFor();
    await look(page, '41-compare-answer');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(await page.evaluate(() => document.activeElement?.matches('td[data-row="reaction"] a')));
  });

  test('sliding the amount over the threshold changes the majority’s answer at once', async () => {
    await page.goto(hash15);
    assert.equal(await said(page, 'reaction', 'nou-2019-flertall'), 'Møteplikt');
    const slider = page.getByRole('slider', { name: 'Mengde' });
    for (let steps = 0; steps < 10; steps++) await slider.press('ArrowRight');
    assert.equal(await amount(page).inputValue(), '15');
    await page.waitForURL(/amount=15(&|$)/);
    assert.equal(await said(page, 'reaction', 'nou-2019-flertall'), 'Møteplikt');
    await slider.press('ArrowRight');
    await cell(page, 'reaction', 'nou-2019-flertall').getByText('Straffesak').waitFor();
    assert.equal(await amount(page).inputValue(), '15,5');
    assert.match(await page.locator('[data-compare-said]').innerText(), /^\d+ svar ble endret\.$/);
    assert.ok(await page.evaluate(() => document.activeElement?.matches('[type="range"]')), 'focus is kept');
    assert.ok(await cell(page, 'reaction', 'nou-2019-flertall').evaluate((td) => td.classList.contains('changed')));
  });

  test('the link holds the case', async () => {
    await page.waitForURL(/amount=15\.5/);
    await page.getByRole('button', { name: 'Kopier lenke' }).click();
    await page.getByText('Lenken er kopiert.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await (await house.visitor()).newPage();
    await other.goto(link);
    assert.equal(await said(other, 'reaction', 'nou-2019-flertall'), 'Straffesak');
    assert.equal(await amount(other).inputValue(), '15.5');
    assert.equal(other.url(), link);
    await other.context().close();
  });

  test('what nobody knows is named, and decided when it is known', async () => {
    await page.goto('/compare');
    await page.getByRole('link', { name: /^15 gram hasj/ }).click();
    assert.match(await said(page, 'reaction', 'nou-2019-flertall'), /^Ikke avgjort\s+Trenger: .*Hensikt om salg/);
    await page.getByRole('group', { name: 'Til salg' }).getByLabel('Nei').check();
    await cell(page, 'reaction', 'nou-2019-flertall').getByText('Møteplikt', { exact: true }).waitFor();
    const age = page.locator('[name="person.age"]');
    assert.equal(await age.inputValue(), '');
    await page.locator('[data-unknown="f-person.age"]').uncheck();
    assert.notEqual(await age.inputValue(), '');
    await page.waitForURL(/person\.age=/);
    await page.locator('[data-unknown="f-person.age"]').check();
    assert.equal(await age.inputValue(), '');
    await page.waitForURL((url) => !url.href.includes('person.age'));
  });

  test('only differences, and other models', async () => {
    await page.goto(hash15);
    const rows = page.locator('.grid-table tbody tr:visible');
    const all = await rows.count();
    await page.getByLabel('Bare forskjeller').check();
    await page.locator('.only-differences').waitFor();
    assert.ok((await rows.count()) < all);
    await page.getByText('Velg modeller').click();
    await page.getByRole('link', { name: 'Vis alle' }).click();
    await page.locator('.grid-many').waitFor();
    const columns = await page.locator('.grid-table thead th').count();
    await page.goto('/policies');
    assert.equal(columns, await page.locator('.models > li').count());
    await page.goto(hash15);
    await page.getByText('Velg modeller').click();
    for (const name of [/^Lov 20\. juni/, /^Prop\. 92/, /^NOU 2019: 26, mindretallet/]) {
      await page.getByRole('checkbox', { name }).uncheck();
    }
    await page.waitForFunction(() => document.querySelectorAll('.grid-table thead th').length === 2);
    assert.equal((await page.url().match(/models=/g)).length, 2);
  });

  test('half-typed facts change nothing and say so', async () => {
    await page.goto(hash15);
    await amount(page).fill('mye');
    await page.getByText('Noe i tilfellet må rettes').waitFor();
    assert.equal(await said(page, 'reaction', 'nou-2019-flertall'), 'Møteplikt');
  });

  test('in three languages, with all models, and on paper', async () => {
    for (const [language, title] of [['Nynorsk', 'Samanlikn modellane'], ['English', 'Compare the models']]) {
      await page.goto('/compare');
      await page.getByRole('button', { name: language }).click();
      await page.getByRole('heading', { name: title }).waitFor();
      await page.locator('td[data-row="legal_basis"] [lang="nb"]').first().waitFor();
      await look(page, `42-compare-${language.toLowerCase()}`);
    }
    await page.getByRole('button', { name: 'Bokmål' }).click();
    await page.goto(`${hash15}&models=all`);
    await look(page, '43-compare-all');
    await page.goto('/compare');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('.grid-table').isVisible());
    assert.ok(!(await page.locator('.case-form').isVisible()));
    assert.ok(await page.locator('.grid-case').isVisible());
    await page.emulateMedia({ media: null });
  });

  test('police go on from an assessed encounter', async () => {
    await logIn(page, 'politi');
    await page.goto('/assess');
    await fillHeroinCase(page);
    await page.getByRole('button', { name: 'Vis svaret' }).click();
    await page.getByRole('link', { name: 'Sammenlign modellene for dette tilfellet' }).click();
    await page.getByRole('heading', { name: 'Sammenlign modellene' }).waitFor();
    assert.equal(await said(page, 'reaction', 'nou-2019-flertall'), 'Møteplikt');
    assert.equal(await amount(page).inputValue(), '4');
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints, []));
});

describe('one case under all models, without script', () => {
  let house, page;
  before(async () => {
    house = await openHouse({ now: '2026-09-07T07:00:00Z' });
    page = await (await house.visitor({ javaScriptEnabled: false })).newPage();
  });
  after(async () => house?.close());

  test('a button answers, and an answer is a page of its own', async () => {
    await page.goto(hash15);
    await amount(page).fill('15,5');
    await page.getByRole('button', { name: 'Vis svarene' }).click();
    assert.equal(await said(page, 'reaction', 'nou-2019-flertall'), 'Straffesak');
    assert.ok(!page.url().includes('unknown'), 'the address holds what is known and no more');
    await cell(page, 'reaction', 'nou-2019-flertall').getByRole('link').click();
    await page.getByText('Kilde:').first().waitFor();
    await page.locator('#of-nou-2019-flertall [data-flips]').click();
    await page.getByText(/^Mengde: .* i stedet for 15,5 gram: da blir svaret Møteplikt\.$/).waitFor();
    await page.getByRole('link', { name: 'Tilbake til sammenligningen' }).click();
    assert.equal(await amount(page).inputValue(), '15.5');
  });

  test('what is wrong is said at its field', async () => {
    await amount(page).fill('mye');
    await page.getByRole('button', { name: 'Vis svarene' }).click();
    await page.getByRole('heading', { name: 'Noe mangler eller må rettes' }).waitFor();
    await page.getByRole('link', { name: /^Mengde: / }).waitFor();
  });
});
