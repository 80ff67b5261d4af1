// A model is copied, broken, mended, tried on the worked cases, downloaded and taken in use from a date. Open
// cases keep the version they came in under.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

const shipped = readFileSync(new URL('../../policies/rer-2022/policy.dmn', import.meta.url), 'utf8');

// Two meetings where the model asks for one, under a version of its own.
function withTwoMeetings(text) {
  const next = text.replace('versjon: "1.0"', 'versjon: "2.0"').replace('<text>1</text>', '<text>2</text>');
  assert.notEqual(next, text);
  return next;
}

async function copyModel(page, title) {
  await page.goto('/drafts');
  await page.getByLabel('Modell', { exact: true }).selectOption('rer-2022');
  await page.getByLabel('Navn på utkastet').fill(title);
  await page.getByRole('button', { name: 'Lag utkast' }).click();
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
}

// All at once: filling in a thousand lines by the keyboard's way takes the browser long.
async function write(page, text) {
  await page.getByLabel('Modellen (DMN)').evaluate((area, value) => {
    area.value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

async function save(page, text) {
  await write(page, text);
  await page.getByRole('button', { name: 'Lagre', exact: true }).click();
  await page.getByText('Utkastet er lagret.').waitFor();
}

describe('changing a model', () => {
  let house;
  before(async () => (house = await openHouse({ now: '2026-09-07T07:00:00Z' })));
  after(async () => house?.close());

  const ask = async (path, token, body) => {
    const answer = await fetch(house.address + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer.json();
  };
  // The case that the message opens, as its caseworker sees it.
  const send = async (id) => {
    await ask('/api/messages', 'demo-token-oslo-pd', {
      sender: 'oslo-pd', message_id: id, case_number: `${id}/26`, municipality: '0301',
      person: { name: `Person ${id}`, birth_date: '1995-08-08' },
      basis: { reaction: 'condition_to_attend', legal_basis: 'straffeprosessloven § 69', decided_on: '2026-09-01',
        own_use: true },
      contact_officer: { name: 'Petra Politi' },
      facts: { encounter: { date: '2026-08-30', acts: ['possession'], intent_to_sell: false, other_offences: false,
        substances: [{ substance: 'cannabis', amount: '2.5', unit: 'g' }] },
      person: { addiction: 'none' }, history: { orders: 0 } },
    });
    const { cases } = await ask(`/api/cases?search=${encodeURIComponent(`Person ${id}`)}`, 'demo-token-caseworker');
    return cases[0].id;
  };
  const policyOf = async (id) => {
    const view = await ask(`/api/cases/${id}`, 'demo-token-caseworker');
    return [view.policy.version, view.answers.reaction.answer.meetings_required];
  };

  test('copied, broken, mended, tried, downloaded and taken in use', async () => {
    const early = await send('m-early');
    const writer = await (await house.visitor()).newPage();
    const complaints = listen(writer);
    await logIn(writer, 'saksbehandler');
    await copyModel(writer, 'To møter');
    await look(writer, '70-draft');
    const text = writer.getByLabel('Modellen (DMN)');
    assert.equal(await text.inputValue(), shipped);

    // A question gone: told while it is written, with its place.
    await write(writer, shipped.replace('name="Frister"', 'name="Fristene"'));
    await writer.getByText('decision Frister is missing').waitFor();
    // An answer that is none: the line of the decision, and the way there.
    const outside = shipped.replace('"vilkår om oppmøte"', '"vilkår om fremmøte"');
    const line = outside.slice(0, outside.indexOf('<decision id="reaksjon"')).split('\n').length;
    await write(writer, outside);
    await writer.getByRole('link', { name: `linje ${line}` }).first().click();
    const selected = await text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.match(selected, /<decision id="reaksjon"/);
    await look(writer, '71-draft-fault');
    await save(writer, outside);
    await writer.getByText('Teksten har feil og kan ikke leses som modell.').waitFor();

    await save(writer, withTwoMeetings(shipped));
    await writer.getByText('Utkastet er klart.').waitFor();
    await look(writer, '72-draft-ready');
    const href = await writer.getByRole('link', { name: 'Last ned som DMN' }).getAttribute('href');
    const file = await writer.request.get(href);
    assert.equal(file.headers()['content-type'], 'application/xml');
    assert.equal(await file.text(), withTwoMeetings(shipped));

    await writer.getByRole('link', { name: 'Regn gjennom eksemplene' }).click();
    await writer.getByRole('heading', { name: 'Regneeksempler', level: 1 }).waitFor();
    await writer.getByText('fra 1 oppmøte til 2 oppmøter').first().waitFor();
    await look(writer, '73-draft-cases');
    await writer.getByRole('link', { name: 'Til utkastet' }).click();
    await writer.getByRole('link', { name: 'Se alle forskjeller' }).click();
    await writer.getByRole('heading', { name: 'Forskjeller', level: 1 }).waitFor();
    await look(writer, '74-draft-changes');
    await writer.getByRole('link', { name: 'Til utkastet' }).click();
    assert.equal(await writer.getByRole('button', { name: 'Godkjenn versjonen' }).count(), 0);
    const draft = writer.url();

    const leader = await (await house.visitor()).newPage();
    await logIn(leader, 'leder');
    await leader.goto(draft);
    await look(leader, '75-draft-approve');
    await leader.getByLabel('Gjelder fra').fill('2026-09-01');
    await leader.getByRole('button', { name: 'Godkjenn versjonen' }).click();
    await leader.getByRole('link', { name: /Det er meningen/ }).waitFor();
    await leader.getByLabel('Det er meningen at disse får et annet svar').check();
    await leader.getByRole('button', { name: 'Godkjenn versjonen' }).click();
    await leader.getByRole('link', { name: 'Gjelder fra: Velg i dag eller en senere dag.' }).waitFor();
    await leader.getByLabel('Gjelder fra').fill('2026-09-20');
    await leader.getByRole('button', { name: 'Godkjenn versjonen' }).click();
    await leader.getByText('Versjonen er godkjent.').waitFor();
    await leader.getByText('Leif Leder').last().waitFor();
    await leader.getByText('Kommer', { exact: true }).waitFor();
    await look(leader, '76-versions');
    assert.deepEqual(await policyOf(early), ['1.0', 1]);

    house.setClock('2026-09-20T07:00:00Z');
    const late = await send('m-late');
    assert.deepEqual(await policyOf(early), ['1.0', 1]);
    assert.deepEqual(await policyOf(late), ['2.0', 2]);
      assert.deepEqual(complaints, []);
  });

  test('drawn and changed as tables, and written into the text', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await logIn(page, 'saksbehandler');
    await copyModel(page, 'Tegnet');
    const text = page.getByLabel('Modellen (DMN)');
    const copied = await text.inputValue();
    await page.getByRole('button', { name: 'Diagram og tabeller' }).click();
    await page.locator('[data-modeler] .djs-container').first().waitFor();
    const views = page.getByRole('group', { name: 'Avgjørelser' });
    await views.getByRole('button', { name: 'Frister' }).click();
    const cell = page.locator('[data-modeler] td.output-cell .content-editable').first();
    await cell.waitFor();
    await look(page, '79-draft-drawn');
    await page.getByRole('button', { name: 'Tekst', exact: true }).click();
    assert.equal(await text.inputValue(), copied, 'drawing alone changes nothing');
    await page.getByRole('button', { name: 'Diagram og tabeller' }).click();
    await views.getByRole('button', { name: 'Frister' }).click();
    await cell.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('"finnes ikke"');
    await page.getByRole('button', { name: 'Lagre', exact: true }).click();
    await page.getByText('Utkastet er lagret.').waitFor();
    assert.match(await text.inputValue(), /"finnes ikke"/);
    await page.getByText('Teksten kan ikke brukes som modell').waitFor();
    await page.getByRole('button', { name: 'Diagram og tabeller' }).waitFor();
    await write(page, 'ikke DMN');
    await page.getByRole('button', { name: 'Diagram og tabeller' }).click();
    await page.getByText('Teksten kan ikke tegnes.').waitFor();
    assert.deepEqual(complaints, []);
  });

  test('without script: check, save, and someone else has saved', async () => {
    house.setClock('2026-09-21T07:00:00Z');
    const context = { javaScriptEnabled: false };
    const first = await (await house.visitor(context)).newPage();
    const second = await (await house.visitor(context)).newPage();
    await logIn(first, 'saksbehandler');
    await logIn(second, 'leder');
    await copyModel(first, 'Uten skript');
    await second.goto(first.url());
    await first.getByLabel('Modellen (DMN)').fill('ikke DMN');
    await first.getByRole('button', { name: 'Kontroller uten å lagre' }).click();
    await first.getByText('Teksten kan ikke brukes som modell').waitFor();
    assert.equal((await first.getByLabel('Modellen (DMN)').inputValue()).trim(), 'ikke DMN');
    await save(first, 'ikke DMN');
    await second.getByRole('button', { name: 'Lagre', exact: true }).click();
    await second.getByText('Noen andre har lagret utkastet').waitFor();
    await second.goto('/drafts');
    await second.getByRole('link', { name: 'Uten skript' }).click();
    await second.getByRole('button', { name: 'Slett utkastet' }).click();
    await second.getByRole('heading', { name: 'Utkast', level: 1 }).waitFor();
    assert.equal(await second.getByRole('link', { name: 'Uten skript' }).count(), 0);
  });

  test('the screens in three languages, an empty list, and nothing for police', async () => {
    const page = await (await house.visitor()).newPage();
    const complaints = listen(page);
    await logIn(page, 'leder');
    await page.goto('/drafts');
    await look(page, '77-drafts-empty');
    await page.getByRole('button', { name: 'Lag utkast' }).click();
    await page.getByText('Dette må fylles ut.').first().waitFor();
    await copyModel(page, 'Tre språk');
    const draft = new URL(page.url()).pathname;
    for (const [language, name] of [['nn', 'Nynorsk'], ['en', 'English']]) {
      await page.getByRole('button', { name }).click();
      for (const [screen, path] of [['drafts', '/drafts'], ['draft', draft], ['cases', `${draft}/cases`],
        ['versions', '/policies/rer-2022/versions']]) {
        await page.goto(path);
        await look(page, `78-${screen}-${language}`);
      }
    }
    assert.deepEqual(complaints, []);
    const police = await (await house.visitor()).newPage();
    await logIn(police, 'politi');
    for (const path of ['/drafts', draft, `${draft}/cases`, '/policies/rer-2022/versions']) {
      assert.equal((await police.goto(path)).status(), 403, path);
    }
  });
});
