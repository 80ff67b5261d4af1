// One's own calendar behind a secret address, reminders on the phone, and the leader's page of what there is room
// for.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { message } from '../api/messages.mjs';
import { openHouse } from './house.mjs';
import { listen, logIn, look } from './look.mjs';

const monday = '2026-09-07T07:00:00Z';

describe('calendar, reminders and capacity', () => {
  let house, unit, complaints, first_address, address, booked;

  const ask = async (token, method, path, body) => {
    const answer = await fetch(house.address + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  const desk = (method, path, body) => ask('demo-token-caseworker', method, path, body);
  const eventually = async (found, what) => {
    for (let i = 0; i < 80; ++i) {
      const value = await found();
      if (value) return value;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`${what}: not within 8 s`);
  };

  // A case with a meeting from the plan, and its summons.
  async function summon(name) {
    const sent = message({ now: monday, name });
    await ask('demo-token-oslo-pd', 'POST', '/api/messages', sent);
    const { id } = (await desk('GET', `/api/cases?search=${encodeURIComponent(name)}`)).cases[0];
    const act = async (action, members = {}) => {
      const { version } = await desk('GET', `/api/cases/${id}`);
      return desk('POST', `/api/cases/${id}/actions`, { version, action, ...members });
    };
    await act('open');
    const { version } = await act('assess', { outcome: 'duty_stands' });
    const { offered } = await desk('GET', `/api/cases/${id}/times`);
    await desk('POST', `/api/cases/${id}/times/book`, { version, key: offered[0].key });
    await act('summon', { guardian: 'as_policy' });
    return { id, name, start: offered[0].meeting.start };
  }

  before(async () => {
    house = await openHouse({ now: monday });
    unit = await (await house.visitor()).newPage();
    complaints = listen(unit);
    await logIn(unit, 'saksbehandler');
  });
  after(async () => house?.close());

  test('an address is made, and shown once', async () => {
    await unit.getByRole('link', { name: 'Min kalender' }).click();
    await unit.getByText('Du har ingen kalenderadresse.').waitFor();
    await look(unit, '80-calendar-none');
    await unit.getByRole('button', { name: 'Lag kalenderadresse' }).click();
    first_address = await unit.locator('code').innerText();
    assert.match(first_address, /^http:\/\/127\.0\.0\.1:\d+\/calendar\/[0-9a-f]{64}\.ics$/);
    await look(unit, '81-calendar-address');
    await unit.goto('/calendar');
    await unit.getByText('Du har en kalenderadresse').waitFor();
    assert.equal(await unit.locator('code').count(), 0);
  });

  test('the feed says when, and nothing else; it needs no log-in', async () => {
    booked = await summon('Line Danser');
    const answer = await fetch(first_address);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type'), /^text\/calendar/);
    assert.match(answer.headers.get('cache-control'), /private/);
    assert.equal(answer.headers.get('set-cookie'), null);
    const feed = await answer.text();
    const start = booked.start.replace(/[-:]|\.000/g, '');
    assert.ok(feed.includes(`DTSTART:${start}\r\n`), feed);
    assert.ok(feed.includes('SUMMARY:Opptatt\r\n'));
    assert.ok(feed.includes('METHOD:PUBLISH\r\n'));
    for (const never of ['Danser', 'ådhus', 'Rom', 'Ragnhild', booked.id, 'LOCATION', 'DESCRIPTION'])
      assert.ok(!feed.includes(never), never);
    const again = await fetch(first_address, { headers: { 'if-none-match': answer.headers.get('etag') } });
    assert.equal(again.status, 304);
  });

  test('a new address ends the old one; withdrawn, there is none', async () => {
    await unit.goto('/calendar');
    await unit.getByRole('button', { name: 'Lag ny adresse' }).click();
    address = await unit.locator('code').innerText();
    assert.equal((await fetch(first_address)).status, 404);
    assert.equal((await fetch(address)).status, 200);
    await unit.goto('/calendar');
    await unit.getByRole('button', { name: 'Trekk tilbake adressen' }).click();
    await unit.getByText('Adressen er trukket tilbake').waitFor();
    assert.equal((await fetch(address)).status, 404);
    for (const none of ['/calendar/x.ics', '/calendar/.ics', '/calendar/x', `/calendar/${'0'.repeat(64)}.ics`])
      assert.equal((await fetch(house.address + none)).status, 404, none);
  });

  test('who is not in the plan is told so, and police see nothing of it', async () => {
    const helper = await (await house.visitor()).newPage();
    await logIn(helper, 'hjelper');
    await helper.goto('/calendar');
    await helper.getByText('Du står ikke i planen').waitFor();
    assert.equal(await helper.getByRole('button', { name: /adresse/ }).count(), 0);
    const police = await (await house.visitor()).newPage();
    await logIn(police, 'politi');
    assert.equal((await police.goto('/calendar')).status(), 403);
    assert.equal((await police.goto('/capacity')).status(), 403);
  });

  test('what there is room for, who is booked, and where the cases are', async () => {
    const leader = await (await house.visitor()).newPage();
    const heard = listen(leader);
    await logIn(leader, 'leder');
    await leader.getByRole('link', { name: 'Kapasitet' }).click();
    await leader.getByRole('heading', { name: 'Kapasitet', level: 1 }).waitFor();
    const rooms = leader.locator('section', { has: leader.locator('#room') }).locator('tbody tr');
    assert.equal(await rooms.count(), 6);
    assert.match(await rooms.nth(0).innerText(), /Uke 37/);
    const counts = (await rooms.locator('td.number').allInnerTexts()).map(Number);
    assert.equal(counts[0], 0, 'least_days is five: nothing this week');
    assert.ok(counts.slice(1).every((count) => count > 0), String(counts));
    const ragnhild = leader.locator('tr', { hasText: 'Ragnhild Rådgiver' }).first();
    assert.match(await ragnhild.innerText(), /\n?1 av /, 'an hour is booked');
    const load = leader.locator('section', { has: leader.locator('#work') }).locator('tbody tr');
    assert.match(await load.first().innerText(), /Ragnhild Rådgiver\s+1\s+0/);
    await leader.getByText('1 påminnelse på telefon venter på sin tid.').waitFor();
    await look(leader, '82-capacity');
    await leader.getByRole('button', { name: 'English' }).click();
    await leader.getByRole('heading', { name: 'Room for more meetings' }).waitFor();
    assert.deepEqual(heard, []);
  });

  test('the case says when a reminder comes', async () => {
    await unit.goto(`/cases/${booked.id}`);
    await unit.getByText(/^Påminnelse på telefon sendes \p{L}+ \d+\. september 2026 kl\. 10\.00\.$/u).waitFor();
  });

  test('a reminder is written for the gateway the day before, and stands in the case', async () => {
    const folder = join(house.data, 'outgoing-messages');
    assert.ok(!existsSync(folder));
    const day = new Date(Date.parse(booked.start) - 86_400_000).toISOString().slice(0, 10);
    const sunday = new Date(`${day}T12:00:00Z`).getUTCDay() === 0;
    const on = sunday ? new Date(Date.parse(booked.start) - 2 * 86_400_000).toISOString().slice(0, 10) : day;
    house.setClock(`${on}T08:00:01Z`);
    const [file] = await eventually(() => {
      const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
      return found.length > 0 && found;
    }, 'a text message');
    const text = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    assert.equal(text.to, '90000123');
    assert.match(text.text, /^Time: \p{L}+ \d+\. september kl\. \d+(\.\d\d)?\. Dette er en påminnelse\.$/u);
    assert.equal(text.send_before, booked.start);
    assert.deepEqual(Object.keys(text), ['id', 'to', 'text', 'send_before']);
    await logIn(unit, 'saksbehandler');
    await unit.goto(`/cases/${booked.id}`);
    await unit.getByText(/^Påminnelse på telefon ble sendt /).waitFor();
    await unit.getByText('sendte påminnelse på telefon').first().waitFor({ state: 'attached' });
    await look(unit, '83-case-reminded');
  });

  test('no complaints from the browser', () => assert.deepEqual(complaints.flat(), []));
});
