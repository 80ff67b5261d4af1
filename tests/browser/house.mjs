// Starts Møteplass on a folder of its own and a browser on a profile of its own, and stops both.
//
// The program is $MOTEPLASS_BIN, else build/dev/moteplass. Time is what stands in the clock file, so that a
// meeting can be held a minute after it was booked.
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const program = process.env.MOTEPLASS_BIN ?? join(root, 'build/dev/moteplass');
export const pictures = join(root, 'build/screenshots');

// `unitFile`: a unit.toml in place of the demonstration's.
export async function openHouse({ cases = false, now = '2026-09-07T07:00:00Z', unitFile } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'moteplass-browser-'));
  const clock = join(folder, 'clock');
  writeFileSync(clock, now + '\n');
  if (unitFile) {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data/unit.toml'), unitFile);
  }
  const options = ['serve', '--demo', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'];
  if (!cases) options.push('--without-cases');
  const server = spawn(program, options, {
    env: { ...process.env, MOTEPLASS_TEST_CLOCK: clock },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((done) => server.once('exit', done));
  let said = '';
  const address = await new Promise((found, failed) => {
    server.stdout.on('data', (text) => {
      said += text;
      const line = /^address (\S+)$/m.exec(said);
      if (line) found(line[1]);
    });
    server.stderr.on('data', (text) => (said += text));
    server.once('error', failed);
    server.once('exit', (code) => failed(new Error(`the program ended with ${code}:\n${said}`)));
  });
  let closing = false;
  server.once('exit', (code, signal) => {
    if (!closing) console.error(`the program ended with ${code ?? signal}:\n${said.slice(-2000)}`);
  });

  // Every launch has a profile of its own, which the library makes and removes.
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  mkdirSync(pictures, { recursive: true });

  return {
    address,
    data: join(folder, 'data'),
    setClock: (instant) => writeFileSync(clock, instant + '\n'),
    // A visitor with cookies of their own.
    visitor: async (options = {}) => {
      const viewport = { width: 1280, height: 900 };
      const context = await browser.newContext({ locale: 'nb-NO', viewport, baseURL: address, ...options });
      context.setDefaultTimeout(10_000);
      return context;
    },
    async close() {
      closing = true;
      await browser.close();
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
