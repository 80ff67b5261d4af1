// The real program, on a data folder of its own. Loopback only, any free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const binary = resolve(process.env.MOTEPLASS_BIN ?? join(root, "build/dev/moteplass"));
if (!existsSync(binary)) throw new Error(`no program at ${binary}; build it or set MOTEPLASS_BIN`);

const starting_ms = 30_000;

export function data_folder() {
  const folder = mkdtempSync(join(tmpdir(), "moteplass-api-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export class Program {
  // `clock`: an ISO instant that stands for now until it is moved; absent: the real time.
  static async start({ folder, cases = false, clock } = {}) {
    const own = folder === undefined ? data_folder() : { folder, remove: () => {} };
    const clock_file = join(own.folder, "test-clock");
    if (clock !== undefined) writeFileSync(clock_file, clock);
    const options = ["serve", "--demo", "--listen", "127.0.0.1:0", "--data", own.folder];
    if (!cases) options.push("--without-cases");
    const child = spawn(binary, options, {
      env: { ...process.env, MOTEPLASS_TEST_CLOCK: clock_file },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const program = new Program(child, own, clock_file);
    try {
      await program.#ready();
    } catch (fault) {
      child.kill("SIGKILL");
      own.remove();
      throw fault;
    }
    return program;
  }

  constructor(child, own, clock_file) {
    this.child = child;
    this.folder = own.folder;
    this.tokens = new Map();
    this.log = [];
    this.address = undefined;
    this.exit = once(child, "exit");
    this.own = own;
    this.clock_file = clock_file;
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.log.push(line);
      if (this.log.length > 2000) this.log.shift();
    });
  }

  // Ready when the address, and after it every token, has been told.
  async #ready() {
    const lines = createInterface({ input: this.child.stdout });
    const timer = setTimeout(() => this.child.kill("SIGKILL"), starting_ms);
    try {
      for await (const line of lines) {
        const [word, first, second] = line.split(" ");
        if (word === "address") this.address = first;
        if (word === "token") this.tokens.set(first, second);
        if (this.address && ["oslo-pd", "ost-pd", "caseworker", "helper"].every((who) => this.tokens.has(who))) return;
      }
      throw new Error(`the program ended before it was ready\n${this.log.join("\n")}`);
    } finally {
      clearTimeout(timer);
      this.child.stdout.resume();
    }
  }

  get is_running() {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  move_clock_to(instant) {
    writeFileSync(this.clock_file, instant);
  }

  // Bytes of memory at the most so far.
  peak_memory() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) * 1024;
  }

  // As a power cut would: no handler runs.
  async kill() {
    this.child.kill("SIGKILL");
    await this.exit;
  }

  // As systemd would. The exit status.
  async stop() {
    if (this.is_running) this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 45_000);
    const [status, signal] = await this.exit;
    clearTimeout(timer);
    this.own.remove();
    return signal === null ? status : signal;
  }
}

// Runs one command of the program to its end.
export async function run(...words) {
  const child = spawn(binary, words, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (part) => (output += part));
  child.stderr.on("data", (part) => (output += part));
  const [status] = await once(child, "close");
  return { status, output };
}
