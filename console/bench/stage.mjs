// Starts what ships in a folder of its own, logs in, and ends all of it again.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '..', '..');
const LAUNCHER = join(ROOT, 'distribution', 'target', 'bongsu', 'bin', 'bongsu');
const PASSWORD = 'beacon-fire-72';
const TICKS_A_SECOND = 100;

const fromConsole = createRequire(join(ROOT, 'console', 'package.json'));
const { chromium } = fromConsole('playwright-core');

/** Chromium of this machine; `launch` may name more options. */
export function startChromium(launch = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', ...launch });
}

/** One program of ours: ready when it says so. */
async function program(folder, words) {
  const child = spawn(LAUNCHER, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (some) => (said = (said + some).slice(-4_000)));
  const ready = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{') && JSON.parse(line).event === 'ready') resolve(JSON.parse(line));
    });
    child.on('exit', (code) => reject(new Error(`bongsu ${words[0]} ended with ${code}:\n${said}`)));
  });
  ready.catch(() => {});
  return { child, ready: await ready };
}

async function end({ child }) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/**
 * The gateway between an FEP with these lines (as `--line` takes them) and FCM; `ledger` names a log that is there
 * already.
 */
export async function openStage({ lines = ['name=single01,port=0,pushes=0'], ledger } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-bench-'));
  const running = [];
  const close = async () => {
    for (const each of running.toReversed()) await end(each);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const fcm = await program(folder, ['fcm-emulator', '--dir', 'fcm', '--port', '0', '--tls-port', '0']);
    running.push(fcm);
    const words = lines.flatMap((line) => ['--line', line]);
    const fep = await program(folder, ['fep-simulator', '--stay', '--deadline', '1h', ...words]);
    running.push(fep);
    const links = fep.ready.lines.map(
      ({ name, port }) =>
        `  - { name: ${name}, lane: ${name.startsWith('multi') ? 'multi' : 'single'}, host: 127.0.0.1, port: ${port} }`,
    );
    const file = `ledger: { url: "sqlite:${ledger ?? './data/ledger.db'}" }
fcm:
  project: demo-project
  credentials: ./fcm/service-account.json
  endpoint: https://127.0.0.1:${fcm.ready.tls_port}
  trust: ./fcm/ca.pem
delivery: { ramp: 0s }
http: { host: 127.0.0.1, port: 0 }
links:
${links.join('\n')}
`;
    writeFileSync(join(folder, 'gateway.yaml'), file);
    const gateway = await program(folder, ['gateway', '--config', 'gateway.yaml']);
    running.push(gateway);
    const url = `http://127.0.0.1:${gateway.ready.http_port}`;
    const once = readFileSync(join(folder, 'data', 'first-password'), 'utf8')
      .trim()
      .split(' ')[1];
    return { url, pid: gateway.child.pid, login: await login(url, once), close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

/** Cookie and token of a session of the first administrator. */
async function login(url, once) {
  const first = await call(url, '/api/session', { name: 'admin', password: once });
  return call(url, '/api/session/password', { old: once, new: PASSWORD }, first);
}

async function call(url, path, body, { cookie = '', csrf = '' } = {}) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-CSRF-Token': csrf },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  const set = response.headers.getSetCookie().map((each) => each.split(';')[0]);
  const said = await response.json();
  return { cookie: set[0] ?? cookie, csrf: said.csrf ?? csrf };
}

const LOOKS = { viewport: { width: 1280, height: 720 }, locale: 'en-US' };

/** A page of a browser that is logged in. */
export async function openPage(browser, stage, options = {}) {
  const context = await browser.newContext({ ...LOOKS, baseURL: stage.url, ...options });
  await enter(context, stage);
  return context.newPage();
}

/** The same in a browser of its own that keeps what it has loaded, as a person's does. */
export async function openOwnPage(stage) {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-browser-'));
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const context = await chromium.launchPersistentContext(folder, {
      ...LOOKS,
      executablePath,
      baseURL: stage.url,
    });
    await enter(context, stage);
    const close = () => context.close().finally(remove);
    return { page: context.pages()[0] ?? (await context.newPage()), close };
  } catch (fault) {
    remove();
    throw fault;
  }
}

async function enter(context, { url, login: { cookie } }) {
  const [name, ...value] = cookie.split('=');
  await context.addCookies([{ name, value: value.join('='), url, httpOnly: true, sameSite: 'Strict' }]);
}

/** Seconds of CPU of a process, and of those of its threads that serve the console. */
export function cpu(pid) {
  const whole = ticks(`/proc/${pid}/stat`);
  let serving = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      if (/\((vert\.x|http)/.test(stat)) serving += ticksIn(stat);
    } catch {
      // The thread has ended since.
    }
  }
  return { whole: whole / TICKS_A_SECOND, serving: serving / TICKS_A_SECOND };
}

function ticks(file) {
  return ticksIn(readFileSync(file, 'utf8'));
}

function ticksIn(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

export const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Of many times in ms: the middle one, and what 95 of 100 stay below. */
export function spread(millis) {
  const sorted = millis.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: at(0.5), p95: at(0.95), most: sorted.at(-1) };
}
