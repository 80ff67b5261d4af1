// Corners of the law and of a busy day: a guardian who must not be told, letters as PDF, a model that tells the
// police nothing, a basis the model disagrees with, more cases than a page holds, and a letter in nynorsk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { confirm, listen, logIn, look, openTypedMeeting } from './look.mjs';

const now = '2026-09-07T07:00:00Z';

// A message under the law in force: a final condition to attend, for somebody who does not exist.
function message(number, changes = {}) {
  return {
    sender: 'oslo-pd',
    message_id: `corner-${number}`,
    case_number: `1500${String(number).padStart(4, '0')}/26`,
    municipality: '0301',
    person: { name: `Prøve Personsen ${number}`, birth_date: '1996-05-17', language: 'nb' },
    basis: {
      reaction: 'condition_to_attend',
      legal_basis: 'straffeprosessloven § 69, jf. straffeloven § 37 første ledd bokstav j',
      decided_on: '2026-08-20',
      final_on: '2026-09-01',
      own_use: true,
    },
    conditions: [{ kind: 'attendance', count: 1 }],
    contact_officer: { name: 'Petra Politi', phone: '900 00 001' },
    facts: {
      encounter: {
        date: '2026-08-15',
        acts: ['possession'],
        substances: [{ substance: 'cannabis', amount: '2.5', unit: 'g' }],
        intent_to_sell: false,
        other_offences: false,
      },
      person: { addiction: 'none' },
      history: { orders: 0 },
    },
    ...changes,
  };
}

async function send(house, body) {
  const answer = await fetch(`${house.address}/api/messages`, {
    method: 'POST',
    headers: { Authorization: 'Bearer demo-token-oslo-pd', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 201, await answer.text());
}

// Opens the page of somebody's case and returns its address.
async function openCase(page, name) {
  await page.goto(`/cases?search=${encodeURIComponent(name)}`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  return new URL(page.url()).pathname;
}

// From the unread message to a booked meeting.
async function openAssessBook(page, address, date) {
  await page.goto(address);
  await page.getByRole('button', { name: 'Åpne meldingen' }).click();
  await page.getByText('Meldingen er åpnet.').waitFor();
  await page.goto(`${address}/assess`);
  await page.getByLabel(/Møteplikten står/).check();
  await page.getByRole('button', { name: 'Lagre vurderingen' }).click();
  await page.getByText('Vurderingen er lagret.').waitFor();
  await page.goto(`${address}/meeting`);
  await openTypedMeeting(page);
  await page.getByLabel('Dato').fill(date);
  await page.getByLabel('Klokkeslett').fill('10:00');
  await page.getByRole('button', { name: 'Lagre møtet' }).click();
  await page.getByText('Møtet er avtalt.').waitFor();
}

async function moveMeeting(page, address, date) {
  await page.goto(`${address}/meeting`);
  await openTypedMeeting(page);
  await page.getByLabel('Dato').fill(date);
  await page.getByRole('button', { name: 'Lagre møtet' }).click();
  await page.getByText('Møtet er avtalt.').waitFor();
}

// Gets it with the session of the page until it is there; letters are made in the background.
async function fetchWhenMade(page, path) {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await page.context().request.get(path);
    if (answer.status() !== 404 || Date.now() > end) return answer;
    await new Promise((wake) => setTimeout(wake, 300));
  }
}

// The address of the newest summons, once its letter is made.
async function newestSummons(page, address, count) {
  const links = page.getByRole('link', { name: 'Innkalling (PDF)' });
  const end = Date.now() + 60_000;
  for (;;) {
    await page.goto(address);
    if ((await links.count()) === count) return links.first().getAttribute('href');
    assert.ok(Date.now() < end, `summons ${count} of ${address} is not made within a minute`);
    await new Promise((wake) => setTimeout(wake, 300));
  }
}

async function assertPdf(answer) {
  assert.equal(answer.status(), 200);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  const bytes = await answer.body();
  assert.equal(bytes.subarray(0, 4).toString('latin1'), '%PDF');
  return bytes;
}

const textOf = (pdf) => execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s+/g, ' ');

describe('corners of the law', () => {
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

  const policeRow = (caseNumber) => police.locator('.cases > li').filter({ hasText: caseNumber });

  const choose = (page, group, choice) => page.getByRole('group', { name: group }).getByLabel(choice).check();
  const savePlan = async (page) => {
    await page.getByRole('button', { name: 'Lagre planen' }).click();
    await page.getByText('Planen for kontakt med foresatte er lagret.').waitFor();
  };

  test('a guardian is contacted only when somebody chose it, and the case says what was chosen and why', async () => {
    const address = await openCase(unit, 'Oliver Liksom');
    await unit.locator('.facts').getByText('Vil være til stede').waitFor();
    await moveMeeting(unit, address, '2026-09-23');
    await unit.goto(`${address}/summons`);
    const letter = unit.frameLocator('iframe').locator('body');
    await letter.getByText('Foreldrene dine, eller den som har ansvaret for deg, skal være med på møtet.').waitFor();
    await letter.getByText('Vi tar kontakt når du er til stede, slik du har bedt om.').waitFor();
    await letter.getByText(/har ansvaret for deg, får vite om møtet\./).waitFor();
    assert.doesNotMatch(await letter.textContent(), /Kari/);
    await unit.getByRole('heading', { name: 'Hvem får hva' }).waitFor();
    await unit.getByText('Får vite om møtet uten brev.').waitFor();
    await look(unit, '70-summons-minor');

    // What does not apply is not asked, and a reason is.
    await unit.getByRole('link', { name: 'Endre planen' }).click();
    assert.equal(await unit.getByRole('group', { name: 'Hvorfor?' }).isVisible(), false);
    await choose(unit, 'Hvordan vil den unge at det skjer?', 'Ønsker ikke kontakt med foresatte');
    await choose(unit, 'Hvordan skal foresatte kontaktes?', 'Foresatte kontaktes ikke');
    await unit.getByRole('button', { name: 'Lagre planen' }).click();
    await unit.getByRole('link', { name: 'Hvorfor? Dette må fylles ut.' }).waitFor();
    await look(unit, '71-guardian-plan-without-reason');
    await choose(unit, 'Hvorfor?', 'Kontakt kan sette den unge i fare');
    await savePlan(unit);
    await unit.locator('.facts').getByText('Kontakt kan sette den unge i fare').waitFor();

    // The letter is the young person's alone, and does not lie in the post.
    await unit.goto(`${address}/summons`);
    await letter.getByText('Det er bare du som får dette brevet.').waitFor();
    await letter.getByText('Overleveres personlig').waitFor();
    await unit.getByText('Innkallingen, overlevert personlig.').waitFor();
    await unit.getByRole('button', { name: 'Send innkalling' }).click();
    await confirm(unit);
    await unit.getByText('Innkallingen er på vei').waitFor();
    await unit.locator('.timeline li').first().getByText('Foresatte kontaktes ikke').waitFor();
    await look(unit, '72-case-guardian-left-out');
  });

  test('a later summons starts from what was chosen, and a trusted person may come instead', async () => {
    const address = await openCase(unit, 'Oliver Liksom');
    await moveMeeting(unit, address, '2026-09-24');
    await unit.goto(`${address}/guardians`);
    assert.equal(await unit.locator('[name="plan.handling"]:checked').inputValue(), 'not_contacted');
    await choose(unit, 'Hvordan skal foresatte kontaktes?', 'En annen tillitsperson i stedet');
    await choose(unit, 'Hvorfor?', 'Den unge er ikke trygg nok til å snakke sant');
    await unit.getByLabel('Tillitspersonens navn').fill('Farmor Liksom');
    await unit.getByLabel('Hvem det er for den unge').fill('farmor');
    await look(unit, '73-guardian-plan-trusted-person');
    await savePlan(unit);
    await unit.goto(`${address}/summons`);
    const letter = unit.frameLocator('iframe').locator('body');
    await letter.getByText('Farmor Liksom får vite om møtet.').waitFor();
    await unit.getByRole('button', { name: 'Send innkalling' }).click();
    await confirm(unit);
    await unit.getByText('Innkallingen er på vei').waitFor();
    await unit.locator('.timeline li').first().getByText('En annen tillitsperson i stedet for foresatte').waitFor();
    await unit.locator('.facts').getByText('Farmor Liksom (farmor)').waitFor();
  });

  test('a model that tells nothing of who came: said in plain words, and nothing is sent', async () => {
    const address = await openCase(unit, 'Per Påfunn');
    await unit.goto(`${address}/feedback`);
    await unit.getByText('Ingenting sendes til politiet: modellen åpner ikke for det her.').waitFor();
    assert.equal(await unit.locator('[data-feedback]').count(), 0);
    await look(unit, '73-feedback-nothing');
    await unit.getByRole('button', { name: 'Bekreft at ingenting sendes' }).click();
    await confirm(unit);
    await unit.getByText('Det er registrert at ingenting sendes til politiet.').waitFor();
    await unit.locator('.timeline').getByText('Ingenting ble sendt til politiet, etter modellen').waitFor();
    await look(unit, '74-case-nothing-sent');

    await police.goto('/messages');
    const row = policeRow('14004718/26');
    await row.getByText('Ingen tilbakemelding', { exact: true }).waitFor();
    const text = await row.innerText();
    for (const word of ['Svar gitt', 'møtedatoer', 'Venter']) assert.ok(!text.includes(word), word);
  });

  test('the case is closed, can be read and is on no list', async () => {
    const address = await openCase(unit, 'Per Påfunn');
    await unit.getByRole('link', { name: 'Avslutt saken' }).click();
    await look(unit, '75-close');
    await unit.getByRole('button', { name: 'Avslutt saken' }).click();
    await unit.getByText('Saken er avsluttet.').first().waitFor();
    for (const step of ['Gi tilbakemelding', 'Avtal møte', 'Avslutt saken']) {
      assert.equal(await unit.getByRole('link', { name: step }).count(), 0, step);
    }
    await unit.goto('/worklists/to_close');
    assert.equal(await unit.getByRole('link', { name: 'Per Påfunn' }).count(), 0);
    await unit.goto(`/cases?search=${encodeURIComponent('Per Påfunn')}`);
    await unit.getByText('0 treff').waitFor();
    await unit.getByLabel('Ta med avsluttede').check();
    await unit.getByRole('button', { name: 'Søk' }).click();
    await unit.getByRole('link', { name: 'Per Påfunn' }).waitFor();
    assert.equal((await unit.goto(address)).status(), 200);
  });

  test('a meeting missed is told with its date, and nothing else', async () => {
    const address = await openCase(unit, 'Ingrid Later');
    await unit.goto(`${address}/feedback`);
    const values = await unit.locator('[data-feedback] dd').allInnerTexts();
    const told = ['14004717/26', 'Ikke oppfylt', '24. august 2026', '2 forsøk'];
    assert.deepEqual(values.map((text) => text.trim()), told);
    await unit.getByRole('button', { name: 'Send tilbakemelding' }).click();
    await confirm(unit);
    await unit.getByText('Tilbakemeldingen er lagret.').waitFor();

    await police.goto('/messages');
    const row = policeRow('14004717/26');
    await row.getByText('Møteplikten er ikke oppfylt', { exact: true }).waitFor();
    await row.getByText('24. august 2026').waitFor();
    await look(police, '76-police-not-met');
    const text = await police.locator('main').innerText();
    for (const secret of ['Ingrid', 'Later', 'cannabis', 'telefon']) assert.ok(!text.includes(secret), secret);
  });

  test('who reads nynorsk is written to in nynorsk', async () => {
    const address = await openCase(unit, 'Mina Eksempelsen');
    await openAssessBook(unit, address, '2026-09-21');
    await unit.goto(`${address}/summons`);
    const letter = unit.frameLocator('iframe');
    await letter.getByRole('heading', { name: 'Dersom du ikkje møter' }).waitFor();
    assert.equal(await letter.locator('html').getAttribute('lang'), 'nn');
    const text = await letter.locator('body').innerText();
    for (const word of [/\bikke\b/, /\bhvis\b/i, /\bnoen\b/, /\bdere\b/]) assert.doesNotMatch(text, word);
    // The page about it stays in the reader's own language.
    assert.equal(await unit.getAttribute('html', 'lang'), 'nb');
    await unit.locator('iframe').scrollIntoViewIfNeeded();
    await look(unit, '77-summons-nynorsk');
  });

  test('the letters of the minor, as they were sent, do not lead to the guardian', async () => {
    const address = await openCase(unit, 'Oliver Liksom');
    const href = await newestSummons(unit, address, 3);
    const links = await unit.getByRole('link', { name: 'Innkalling (PDF)' }).all();
    const texts = [];
    for (const link of links.slice(0, 2)) {
      texts.push(textOf(await assertPdf(await fetchWhenMade(unit, await link.getAttribute('href')))));
    }
    assert.equal(await links[0].getAttribute('href'), href);
    const [trusted, alone] = texts;
    for (const text of texts) {
      assert.match(text, /Oliver Liksom/);
      for (const secret of ['Kari', 'Kopi til', 'skal være med på møtet']) assert.ok(!text.includes(secret), secret);
    }
    assert.match(trusted, /tillitsperson/);
    assert.doesNotMatch(alone, /tillitsperson|[Ff]oreld|[Ff]oresatt/);
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints.flat(), []));
});

describe('letters and hints', () => {
  let house, unit, police;
  before(async () => {
    house = await openHouse({ now });
    unit = await (await house.visitor()).newPage();
    police = await (await house.visitor()).newPage();
    await logIn(unit, 'saksbehandler');
    await logIn(police, 'politi');
  });
  after(async () => house?.close());

  test('letters are PDFs, for those they are for', async () => {
    await send(house, message(1));
    await police.goto('/messages');
    const order = await police.getByRole('link', { name: /^Brev om møteplikten \(PDF\)/ }).getAttribute('href');
    assert.match(textOf(await assertPdf(await fetchWhenMade(police, order))), /Prøve Personsen 1/);

    const address = await openCase(unit, 'Prøve Personsen 1');
    await openAssessBook(unit, address, '2026-09-21');
    await unit.goto(`${address}/summons`);
    await unit.getByRole('button', { name: 'Send innkalling' }).click();
    await confirm(unit);
    await unit.getByText('Innkallingen er på vei').waitFor();
    const summons = await newestSummons(unit, address, 1);
    const text = textOf(await assertPdf(await unit.context().request.get(summons)));
    assert.match(text, /Mandag 21\. september 2026 kl\. 10\.00/);
    await unit.goto(address);
    await unit.getByText('åpnet et brev').waitFor();

    // Not for another district, not for the police where it is the unit's, not for who is not logged in.
    const others = await (await house.visitor()).newPage();
    await logIn(others, 'politi-ost');
    await others.getByText('Dere har ikke sendt noen meldinger ennå.').waitFor();
    assert.equal((await others.context().request.get(order)).status(), 404);
    assert.equal((await others.context().request.get('/messages/corner-1')).status(), 404);
    assert.equal((await police.context().request.get(summons)).status(), 403);
    const nobody = await house.visitor();
    for (const path of [order, summons]) {
      const answer = await nobody.request.get(path, { maxRedirects: 0 });
      assert.equal(answer.status(), 303, path);
      assert.match(answer.headers().location, /^\/log-in/);
    }
  });

  test('a basis the model disagrees with is a question for the prosecution', async () => {
    const facts = structuredClone(message(2).facts);
    facts.encounter.substances = [{ substance: 'heroin', amount: '2', unit: 'g' }];
    facts.person.addiction = 'addicted';
    await send(house, message(2, { facts }));
    const address = await openCase(unit, 'Prøve Personsen 2');
    const hint = unit.locator('.ds-alert').filter({ hasText: 'Spør påtalemyndigheten' });
    await hint.getByText('Avgjørelsen er «Vilkår om oppmøte», mens modellen svarer «Ingen straff»').waitFor();
    await hint.getByText('Kontakt: Petra Politi.').waitFor();
    await look(unit, '78-case-disagrees');
    await unit.getByRole('button', { name: 'Åpne meldingen' }).click();
    await unit.getByText('Meldingen er åpnet.').waitFor();
    await unit.goto(`${address}/assess`);
    await hint.getByText('mens modellen svarer «Ingen straff»').waitFor();
    await look(unit, '79-assess-disagrees');
    // Where they agree there is nothing to ask.
    await openCase(unit, 'Prøve Personsen 1');
    assert.equal(await hint.count(), 0);
  });
});

describe('more cases than a page holds', () => {
  let house;
  before(async () => (house = await openHouse({ now })));
  after(async () => house?.close());

  test('25 on a page, the late ones first, and the rest on the next', async () => {
    // An offer of help has no letter to make. The first seven are late when the list is read.
    const offer = { reaction: 'help_offer', legal_basis: 'oppdiktet', decided_on: '2026-09-01', own_use: true };
    const sendAll = async (first, last) => {
      for (let number = first; number <= last; number++) {
        await send(house, message(number, { basis: offer, conditions: [] }));
      }
    };
    await sendAll(24, 30);
    house.setClock('2026-09-08T06:00:00Z');
    await sendAll(1, 23);
    house.setClock('2026-09-08T08:00:00Z');

    const page = await (await house.visitor()).newPage();
    await logIn(page, 'saksbehandler');
    await page.goto('/worklists/inbox');
    await page.getByText('30 saker', { exact: true }).waitFor();
    const rows = page.locator('.cases > li');
    const late = () => rows.evaluateAll((all) => all.map((row) => row.classList.contains('late')));
    const names = () => page.locator('.cases h3').allInnerTexts();
    const first = await names();
    assert.equal(first.length, 25);
    assert.deepEqual(await late(), Array.from({ length: 25 }, (_, row) => row < 7));
    assert.deepEqual(first.slice(0, 7).sort(), Array.from({ length: 7 }, (_, i) => `Prøve Personsen ${24 + i}`));
    assert.equal(await page.locator('.overdue-tag:visible').count(), 7);
    assert.equal(await page.getByRole('link', { name: 'Forrige' }).count(), 0);
    await page.getByText('Side 1 av 2').waitFor();
    await look(page, '80-inbox-first-page');

    await page.getByRole('link', { name: 'Neste' }).click();
    await page.getByText('Side 2 av 2').waitFor();
    const second = await names();
    assert.equal(second.length, 5);
    assert.deepEqual(await late(), [false, false, false, false, false]);
    assert.equal(new Set([...first, ...second]).size, 30);
    assert.equal(await page.getByRole('link', { name: 'Neste' }).count(), 0);
    await look(page, '81-inbox-second-page');
    await page.getByRole('link', { name: 'Forrige' }).click();
    await page.getByText('Side 1 av 2').waitFor();

    // A search keeps to its own over pages.
    await page.goto('/cases?search=Personsen');
    await page.getByText('30 treff').waitFor();
    await page.getByRole('link', { name: 'Neste' }).click();
    assert.equal(new URL(page.url()).searchParams.get('search'), 'Personsen');
    await page.getByText('30 treff').waitFor();
    assert.equal((await names()).length, 5);
    await page.goto('/worklists/inbox?page=3');
    await page.getByText('Ingen saker her nå.').waitFor();

    // The police turn pages too.
    const police = await (await house.visitor()).newPage();
    await logIn(police, 'politi');
    await police.getByText('Side 1', { exact: true }).waitFor();
    assert.equal(await police.locator('.cases > li').count(), 25);
    await police.getByRole('link', { name: 'Neste' }).click();
    await police.getByText('Side 2', { exact: true }).waitFor();
    assert.equal(await police.locator('.cases > li').count(), 5);
    await police.getByText('Politi og påtale · Eksempelby politidistrikt').waitFor();
    assert.equal(await police.getByRole('link', { name: /^Brev om møteplikten/ }).count(), 0);
    await look(police, '82-police-second-page');
  });
});
