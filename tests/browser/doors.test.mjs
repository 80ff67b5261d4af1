// Doors and corners: undecided answers, wrong forms, no script, the keyboard alone, three languages, two people
// at one case, and pages that do not exist.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look, openTypedMeeting } from './look.mjs';

describe('doors and corners', () => {
  let house;
  before(async () => (house = await openHouse({ cases: true, now: '2026-09-07T07:00:00Z' })));
  after(async () => house?.close());

  test('an undecided answer lists what it needs and leads to the field', async () => {
    const page = await (await house.visitor()).newPage();
    await logIn(page, 'politi');
    await page.goto('/assess');
    await page.getByLabel('Modell').selectOption('nou-2019-flertall');
    await page.getByRole('button', { name: 'Vis svaret' }).click();
    await page.getByText('Ikke avgjort ennå').waitFor();
    await look(page, '30-undecided');
    const need = page.locator('[data-explanation] .needs a').first();
    const target = (await need.getAttribute('href')).slice(1);
    await need.click();
    assert.equal(await page.evaluate(() => document.activeElement?.id || location.hash.slice(1)), decodeURIComponent(target));
  });

  test('the answer follows while the form is filled in', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await logIn(page, 'saksbehandler');
    await page.goto('/assess');
    await page.getByLabel('Modell').selectOption('nou-2019-flertall');
    await page.getByLabel('Alder').fill('20');
    await page.locator('[data-explanation] .answer-head').waitFor();
    await page.getByRole('button', { name: 'Legg til stoff' }).click();
    assert.equal(await page.locator('[data-row]').count(), 2);
    assert.equal(await page.locator('[name="encounter.substances[1].amount"]').count(), 1);
    await look(page, '31-live-answer');
    assert.deepEqual(complaints, []);
  });

  test('a wrong form keeps what was typed and names the field', async () => {
    const page = await (await house.visitor()).newPage();
    await logIn(page, 'politi');
    await page.goto('/assess');
    await page.getByLabel('Alder').fill('tjue');
    await page.locator('[name="person.residence"]').fill('Oslo');
    await page.getByRole('button', { name: 'Vis svaret' }).click();
    await page.getByRole('link', { name: 'Alder: Skriv et helt tall fra 0 til 130.' }).waitFor();
    assert.equal(await page.getByLabel('Alder').inputValue(), 'tjue');
    assert.equal(await page.getByLabel('Alder').getAttribute('aria-invalid'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement?.className.includes('ds-error-summary')), true);
    await look(page, '32-assess-faults');
  });

  test('without script: assess, rows, open a case and rebook', async () => {
    const page = await (await house.visitor({ javaScriptEnabled: false })).newPage();
    await logIn(page, 'saksbehandler');
    await page.goto('/assess');
    await page.getByRole('button', { name: 'Legg til stoff' }).click();
    assert.ok((await page.locator('[data-row]').count()) > 1);
    await page.getByLabel('Alder').fill('20');
    await page.getByRole('button', { name: 'Vis svaret' }).click();
    await page.locator('[data-explanation] .answer-head').waitFor();
    await page.goto('/worklists/inbox');
    await page.locator('.cases a').first().click();
    await page.getByRole('button', { name: 'Åpne meldingen' }).click();
    await page.getByText('Meldingen er åpnet.').waitFor();
    await page.goto('/worklists/awaiting_meeting');
    await page.locator('.cases a').first().click();
    await page.getByRole('link', { name: 'Flytt møtet' }).click();
    await openTypedMeeting(page);
    await page.getByLabel('Dato').fill('2026-09-30');
    await page.getByRole('button', { name: 'Lagre møtet' }).click();
    await page.getByText('Møtet er avtalt.').waitFor();
  });

  test('the keyboard alone: log in and open the most urgent case', async () => {
    const page = await (await house.visitor()).newPage();
    await page.goto('/log-in');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Hopp til innholdet');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('saksbehandler');
    await page.keyboard.press('Tab');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Logg ut' }).waitFor();
    await page.goto('/worklists/inbox');
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.closest('.cases') !== null)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hva kan gjøres nå' }).waitFor();
  });

  test('every screen of a full unit, and in three languages', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await logIn(page, 'leder');
    await look(page, '40-my-day-full');
    await page.goto('/worklists/inbox');
    await look(page, '41-inbox-full');
    await page.goto('/cases?search=Liksom');
    await page.getByText('1 treff').waitFor();
    await look(page, '42-search');
    await page.getByRole('link', { name: 'Oliver Liksom' }).click();
    await look(page, '43-case-minor');
    const minor = new URL(page.url()).pathname;
    await page.goto('/policies');
    await look(page, '44-policies');
    await page.locator('.models a').first().click();
    await look(page, '45-policy');
    for (const [language, name] of [['nn', 'Nynorsk'], ['en', 'English']]) {
      await page.goto('/');
      await page.getByRole('button', { name }).click();
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await look(page, `50-my-day-${language}`);
      for (const [screen, path] of [['case', minor], ['assess', '/assess'], ['meeting', `${minor}/meeting`]]) {
        await page.goto(path);
        await look(page, `51-${screen}-${language}`);
      }
    }
    assert.deepEqual(complaints, []);
  });

  test('two people at one case: the second is shown the case as it is', async () => {
    const first = await (await house.visitor()).newPage();
    const second = await (await house.visitor()).newPage();
    await logIn(first, 'saksbehandler');
    await logIn(second, 'leder');
    await first.goto('/cases?search=Synteseth');
    await first.getByRole('link', { name: 'Aisha Synteseth' }).click();
    const address = new URL(first.url()).pathname;
    for (const page of [first, second]) {
      await page.goto(`${address}/outreach`);
      await page.getByLabel('Telefon').check();
      await page.getByRole('group', { name: 'Fikk dere kontakt?' }).getByLabel('Ja').check();
    }
    await first.getByRole('button', { name: 'Lagre' }).click();
    await first.getByText('Oppsøkingen er registrert.').waitFor();
    await second.getByRole('button', { name: 'Lagre' }).click();
    await second.getByRole('heading', { name: 'Noen andre har endret saken' }).waitFor();
    await look(second, '60-conflict');
  });

  test('pages that do not exist, wrong passwords and forms from elsewhere', async () => {
    const context = await house.visitor();
    const page = await context.newPage();
    await logIn(page, 'saksbehandler');
    assert.equal((await page.goto('/cases/no-such-case')).status(), 404);
    await look(page, '61-not-found');
    assert.equal((await page.goto('/nowhere')).status(), 404);
    const forged = await context.request.post('/log-out', { form: { csrf: 'guess' } });
    assert.equal(forged.status(), 403);
    const strange = await (await house.visitor()).newPage();
    await strange.goto('/cases');
    assert.equal(new URL(strange.url()).pathname, '/log-in');
    for (let i = 0; i < 6; i++) {
      await strange.getByLabel('Brukernavn').fill('leder');
      await strange.getByLabel('Passord').fill(`guess ${i}`);
      await strange.getByRole('button', { name: 'Logg inn' }).click();
    }
    await strange.getByText('For mange forsøk').waitFor();
    await look(strange, '62-too-many');
  });

  test('cookies are not for scripts, and are new after log-in', async () => {
    const context = await house.visitor();
    const page = await context.newPage();
    await logIn(page, 'saksbehandler');
    const session = (await context.cookies()).find((cookie) => cookie.name === 'moteplass_session');
    assert.equal(session.httpOnly, true);
    assert.equal(session.sameSite, 'Lax');
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.getByText('Du er logget ut.').waitFor();
    await context.addCookies([{ ...session }]);
    await page.goto('/cases');
    assert.equal(new URL(page.url()).pathname, '/log-in');
  });
});
