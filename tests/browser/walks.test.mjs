// Whole walks: an adult who comes and wants no help, a person who misses a meeting and comes to the next, a
// no-show written down by mistake, and a case that moves to another unit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openHouse } from './house.mjs';
import { confirm, listen, logIn, look } from './look.mjs';

const now = '2026-09-07T07:00:00Z';
const bearer = (who) => ({ Authorization: `Bearer demo-token-${who}`, 'Content-Type': 'application/json' });

// An order to attend under the model of NOU 2019: 26, where police are told whether the person came.
function message(number) {
  return {
    sender: 'oslo-pd',
    message_id: `walk-${number}`,
    case_number: `1600${String(number).padStart(4, '0')}/26`,
    municipality: '0301',
    policy: 'nou-2019-flertall',
    person: { name: `Vandrer Personsen ${number}`, birth_date: '1996-05-17', language: 'nb' },
    basis: {
      reaction: 'duty_to_attend',
      legal_basis: 'NOU 2019:26, forslaget om pålegg om oppmøteplikt',
      decided_on: '2026-09-06',
      own_use: true,
    },
    conditions: [{ kind: 'attendance', count: 1 }],
    contact_officer: { name: 'Petra Politi', phone: '900 00 001' },
    facts: {
      encounter: {
        date: '2026-09-06',
        municipality: '0301',
        acts: ['possession'],
        substances: [{ substance: 'cannabis', amount: '2.5', unit: 'g' }],
        intent_to_sell: false,
        other_offences: false,
      },
      person: { addiction: 'none' },
      history: { orders: 0 },
    },
  };
}

describe('walks', () => {
  let house, unit, police, complaints;
  before(async () => {
    house = await openHouse({ now });
    unit = await (await house.visitor()).newPage();
    police = await (await house.visitor()).newPage();
    complaints = [listen(unit), listen(police)];
    await logIn(unit, 'saksbehandler');
    await logIn(police, 'politi');
  });
  after(async () => house?.close());

  async function get(path) {
    return (await fetch(house.address + path, { headers: bearer('caseworker') })).json();
  }
  // A step as another program of the unit would take it, so that each walk shows what it is about.
  async function step(id, action, members = {}) {
    for (let tries = 1; ; ++tries) {
      const { version } = await get(`/api/cases/${id}`);
      const answer = await fetch(`${house.address}/api/cases/${id}/actions`, {
        method: 'POST',
        headers: bearer('caseworker'),
        body: JSON.stringify({ version, action, ...members }),
      });
      if (answer.status === 200) return;
      // A letter was made meanwhile.
      assert.ok(answer.status === 409 && tries < 4, `${action}: ${await answer.text()}`);
    }
  }
  const summonTo = async (id, start) => {
    await step(id, 'book_meeting', { meeting: { start, minutes: 60, place: 'Eksempelgata 1', team: ['sosialfaglig'] } });
    await step(id, 'summon', { guardian: 'as_policy' });
  };
  // Two weeks on, everybody logs in again.
  async function later(time) {
    house.setClock(time);
    for (const [page, name] of [[unit, 'saksbehandler'], [police, 'politi']]) {
      await page.context().clearCookies();
      await logIn(page, name);
    }
  }
  // Received, read, assessed and summoned to the 21st at ten.
  async function summoned(number) {
    house.setClock(now);
    const sent = message(number);
    const answer = await fetch(`${house.address}/api/messages`, {
      method: 'POST',
      headers: bearer('oslo-pd'),
      body: JSON.stringify(sent),
    });
    assert.equal(answer.status, 201, await answer.text());
    const { cases } = await get(`/api/cases?search=${encodeURIComponent(sent.person.name)}`);
    const { id } = cases[0];
    await step(id, 'open');
    await step(id, 'assess', { outcome: 'duty_stands' });
    await summonTo(id, '2026-09-21T10:00:00+02:00');
    await later('2026-09-21T09:30:00Z');
    return { id, sent };
  }
  async function recordAttendance(id, came) {
    await unit.goto(`/cases/${id}/attendance`);
    await unit.getByLabel(came ? 'Ja, personen kom' : 'Nei, personen kom ikke').check();
    await unit.getByRole('button', { name: 'Lagre oppmøtet' }).click();
    await unit.waitForURL(new RegExp(`/cases/${id}(\\?|$)`));
  }
  async function tellPolice(id) {
    await step(id, 'send_feedback');
    await unit.goto(`/cases/${id}`);
  }
  const policeRow = async (sent) => {
    await police.goto('/messages');
    return police.locator('.cases > li').filter({ hasText: sent.case_number });
  };

  test('who comes and wants no help has met the duty, and that is all the police hear', async () => {
    const { id, sent } = await summoned(1);
    await recordAttendance(id, true);
    const helper = await (await house.visitor()).newPage();
    await logIn(helper, 'hjelper');
    await helper.goto(`/cases/${id}/help`);
    await helper.getByRole('link', { name: 'Gi samtykke' }).waitFor();
    await look(helper, '120-no-help');
    await tellPolice(id);
    await step(id, 'close');
    const row = await policeRow(sent);
    await row.getByText('Oppfylt').waitFor();
    assert.doesNotMatch(await row.innerText(), /hjelp|samtykke|takket/i);
    await unit.goto(`/cases/${id}`);
    await look(unit, '121-closed-without-help');
  });

  test('who misses the first meeting and comes to the second has met the duty', async () => {
    const { id, sent } = await summoned(2);
    await recordAttendance(id, false);
    await unit.getByText('Personen kom ikke. Det kan ha mange grunner.').waitFor();
    await look(unit, '122-after-no-show');
    assert.equal(await (await policeRow(sent)).getByText('Oppfylt').count(), 0);
    await summonTo(id, '2026-10-05T10:00:00+02:00');
    await later('2026-10-05T09:30:00Z');
    await recordAttendance(id, true);
    await tellPolice(id);
    await (await policeRow(sent)).getByText('Oppfylt').waitFor();
  });

  test('a no-show written down by mistake is corrected, and does not count', async () => {
    const { id } = await summoned(3);
    await recordAttendance(id, false);
    await unit.goto(`/cases/${id}/entry/correct_attendance`);
    await look(unit, '123-correct');
    await unit.locator('[name="entry.attendance"][value="not_attended"]').check();
    await unit.locator('[name="entry.reason"]').fill('Ført på feil person');
    await unit.getByRole('button', { name: 'Rett oppmøtet' }).click();
    await unit.getByText('Det er allerede registrert slik.').first().waitFor();
    await unit.locator('[name="entry.attendance"][value="attended"]').check();
    await unit.getByRole('button', { name: 'Rett oppmøtet' }).click();
    await unit.getByText('Oppmøtet er rettet.').waitFor();
    const after = await get(`/api/cases/${id}`);
    assert.equal(after.stage, 'to_report');
    assert.equal(after.facts.history.no_shows ?? 0, 0);
    assert.equal(after.history.filter((event) => event.type === 'attendance_recorded').length, 1, 'the mistake stays on record');
  });

  test('a case moves to another unit with its duty, without its notes, and is closed here when it is there', async () => {
    const { id, sent } = await summoned(4);
    await step(id, 'note_preparation', { note: 'Liker best å møtes ute' });
    await unit.goto(`/cases/${id}/entry/transfer_case`);
    await unit.locator('[name="entry.municipality"]').fill('4601');
    await unit.locator('[name="entry.unit"]').fill('Enheten i vest');
    await unit.locator('[name="entry.ground"][value="moved"]').check();
    await unit.getByRole('button', { name: 'Overfør saken' }).click();
    await unit.getByText('Saken er klar til overføring.').waitFor();
    assert.equal(await unit.getByRole('link', { name: 'Avslutt saken' }).count(), 0);
    const file = await (await unit.context().request.get(`/cases/${id}/transfer.json`)).text();
    assert.doesNotMatch(file, /møtes ute|samtykke|help/);

    const unitFile = readFileSync(join(house.data, 'unit.toml'), 'utf8').replace('"0301"', '"4601"');
    const west = await openHouse({ now: '2026-09-21T09:40:00Z', unitFile });
    try {
      const there = await (await west.visitor()).newPage();
      await logIn(there, 'saksbehandler');
      await there.goto('/arrivals/transfer');
      await there.locator('[name="package"]').fill(file);
      await there.getByRole('button', { name: 'Ta imot saken' }).click();
      await there.getByText('Saken er mottatt. Si fra til den andre enheten.').waitFor();
      await there.getByRole('heading', { level: 1, name: sent.person.name }).waitFor();
      await look(there, '124-received-transfer');
      assert.doesNotMatch(await there.content(), /møtes ute/);
      await there.goto('/arrivals/transfer');
      await there.locator('[name="package"]').fill(file);
      await there.getByRole('button', { name: 'Ta imot saken' }).click();
      await there.getByText('Enheten har denne saken fra før.').waitFor();
    } finally {
      await west.close();
    }
    // Here it is refused: it is for another municipality.
    await unit.goto('/arrivals/transfer');
    await unit.locator('[name="package"]').fill(file);
    await unit.getByRole('button', { name: 'Ta imot saken' }).click();
    await unit.getByText(/Filen kan ikke tas imot\..*to_municipality/).waitFor();

    await unit.goto(`/cases/${id}/entry/confirm_transfer`);
    await unit.locator('[name="entry.by"]').fill('Vera Vest');
    await unit.getByRole('button', { name: 'Registrer bekreftelse' }).click();
    await unit.getByText('Overføringen er bekreftet.').waitFor();
    await unit.getByRole('link', { name: 'Avslutt saken' }).click();
    await unit.getByRole('button', { name: 'Avslutt saken' }).click();
    if (await unit.getByRole('button', { name: 'Ja, gjør det' }).count()) await confirm(unit);
    await unit.goto(`/cases/${id}`);
    assert.equal((await get(`/api/cases/${id}`)).stage, 'closed');
  });

  test('the browser had nothing to complain of', () => assert.deepEqual(complaints.flat(), []));
});
