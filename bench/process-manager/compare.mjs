// The process manager beside PM2 from npm, on this machine, in one run: prints the tables of
// docs/benchmarks.md. Rounds of both are interleaved, so that whatever else the machine does meets both.
//
//   node bench/process-manager/compare.mjs [commands|memory|crash|logs|many ...]
//
// Needs a built distribution (make) and npm. PM2 is installed into target/bench/, both managers get a
// home of their own there, and everything is ended and removed at the end.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readSync, readFileSync, rmSync, statSync, writeFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PM2_VERSION = '7.0.4';
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const work = join(root, 'target/bench/process-manager');
const rounds = Number(process.env.ROUNDS ?? 15);

const environment = { ...process.env, PM2_DISABLE_VERSION_CHECK: '1' };
for (const name of ['BONGSU_AOT', 'BONGSU_JAVA_OPTS', 'NODE_APP_INSTANCE']) delete environment[name];

const bongsu = {
  name: 'bongsu',
  program: join(root, 'distribution/target/bongsu/bin/bongsu'),
  home: join(work, 'bongsu-home'),
  variable: 'BONGSU_HOME',
  pidFile: 'daemon.pid',
  log: (app) => join(work, 'bongsu-home/logs', `${app}-out.log`),
};
const pm2 = {
  name: 'PM2',
  program: join(work, 'npm/node_modules/.bin/pm2'),
  home: join(work, 'pm2-home'),
  variable: 'PM2_HOME',
  pidFile: 'pm2.pid',
  log: (app) => join(work, 'pm2-home/logs', `${app}-out.log`),
};
const both = [bongsu, pm2];

function run(manager, ...words) {
  const begun = process.hrtime.bigint();
  const ended = spawnSync(manager.program, words, {
    cwd: work,
    env: { ...environment, [manager.variable]: manager.home },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  const millis = Number(process.hrtime.bigint() - begun) / 1e6;
  if (ended.status !== 0) {
    throw new Error(`${manager.name} ${words.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
  }
  return { millis, out: String(ended.stdout) };
}

const pid = (manager) => Number(readFileSync(join(manager.home, manager.pidFile), 'utf8'));

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function status(of, field) {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${of}/status`, 'utf8'))[1]) / 1024;
}

/** CPU time of a process so far, in milliseconds. */
function cpu(of) {
  const fields = readFileSync(`/proc/${of}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const results = [];
/** A row of medians, each with the best single value in brackets; the ratio is that of the medians. */
function row(what, unit, ours, theirs, target) {
  const digits = unit === '% of a core' ? 2 : unit === 's' ? 3 : 0;
  const cell = (all) =>
    all.length === 0 ? '' : `${median(all).toFixed(digits)} ${unit}${all.length > 1 ? ` [${Math.min(...all).toFixed(digits)}]` : ''}`;
  const ratio = theirs.length === 0 ? '' : (median(ours) / median(theirs)).toFixed(2);
  results.push(`| ${what} | ${cell(ours)} | ${cell(theirs)} | ${ratio} | ${target} |`);
  console.error(results.at(-1));
}

// --- what is measured ------------------------------------------------------------------------------

/** How long commands take with 16 applications; daemons run already. */
function commands() {
  sixteen();
  const times = { list: [[], []], jlist: [[], []], start: [[], []] };
  for (let i = 0; i < rounds; i++) {
    both.forEach((manager, m) => {
      times.list[m].push(run(manager, 'list').millis);
      times.jlist[m].push(run(manager, 'jlist').millis);
      times.start[m].push(run(manager, 'start', join(here, 'idle.js'), '--name', 'one-more').millis);
      run(manager, 'delete', 'one-more');
    });
  }
  row('`list`, 16 applications', 'ms', times.list[0], times.list[1], '≤ 0.45');
  row('`jlist`, 16 applications', 'ms', times.jlist[0], times.jlist[1], '≤ 0.45');
  row('`start app.js` returns', 'ms', times.start[0], times.start[1], '≤ 0.6');
}

function sixteen() {
  both.forEach((manager) => {
    if (!run(manager, 'jlist').out.includes('"idle-15"')) {
      const apps = Array.from({ length: 16 }, (_, i) => ({ name: `idle-${i}`, script: join(here, 'idle.js') }));
      writeFileSync(join(work, 'sixteen.json'), JSON.stringify({ apps }));
      run(manager, 'start', join(work, 'sixteen.json'));
    }
  });
}

/** What the daemons need with 16 applications, untouched for a while. */
async function memory() {
  sixteen();
  for (let i = 0; i < 20; i++) both.forEach((manager) => run(manager, 'list'));
  await sleep(8_000);
  const before = both.map((manager) => cpu(pid(manager)));
  const seconds = Number(process.env.IDLE_SECONDS ?? 45);
  const rss = [[], []];
  for (let second = 0; second < seconds; second++) {
    await sleep(1000);
    both.forEach((manager, m) => rss[m].push(status(pid(manager), 'VmRSS')));
  }
  const used = both.map((manager, m) => (cpu(pid(manager)) - before[m]) / (seconds * 10));
  row('daemon, resident memory, 16 applications', 'MB', rss[0], rss[1], '≤ 0.8');
  row('daemon, idle CPU, 16 applications', '% of a core', [used[0]], [used[1]], '≤ 1');
}

/** From SIGKILL of a server to its next answer. */
async function crash() {
  const times = [[], []];
  const ports = [await freePort(), await freePort()];
  both.forEach((manager, m) => {
    environment.PORT = String(ports[m]);
    run(manager, 'start', join(here, 'server.js'), '--name', 'server');
  });
  for (let i = 0; i < rounds; i++) {
    for (const [m, manager] of both.entries()) {
      await answer(ports[m], 0);
      await sleep(1_200); // longer than PM2's min_uptime, or it gives up after 16 kills
      const victim = Number(run(manager, 'pid', 'server').out.trim().split('\n').at(-1));
      const begun = performance.now();
      process.kill(victim, 'SIGKILL');
      await answer(ports[m], victim);
      times[m].push(performance.now() - begun);
    }
  }
  both.forEach((manager) => run(manager, 'delete', 'server'));
  row('SIGKILL of a server until it answers', 'ms', times[0], times[1], '≤ 0.7');
}

async function freePort() {
  const { createServer } = await import('node:net');
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Waits until a process other than the victim answers; asks every millisecond. */
async function answer(port, victim) {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    const said = await new Promise((done) => {
      let text = '';
      const socket = connect(port, '127.0.0.1');
      socket.on('data', (data) => (text += data));
      socket.on('close', () => done(text));
      socket.on('error', () => done(''));
    });
    if (said && Number(said) !== victim) return;
    await sleep(1);
  }
  throw new Error('no answer within 30 s');
}

/** A million numbered lines of 100 bytes, each to be stamped. */
async function logs() {
  const seconds = [[], []];
  const peaks = [];
  for (let i = 0; i < Number(process.env.LOG_ROUNDS ?? 3); i++) {
    for (const [m, manager] of both.entries()) {
      const app = `lines-${i}`;
      const marker = join(work, `${manager.name}-${app}.begun`);
      const options = ['--time', '--no-autorestart', '--interpreter', 'python3', '--name', app];
      if (manager === bongsu) options.push('--log-max-size', '0'); // PM2 does not rotate by itself
      environment.MARKER = marker;
      const before = status(pid(manager), 'VmRSS');
      run(manager, 'start', join(here, 'lines.py'), ...options);
      seconds[m].push(await written(manager.log(app), marker));
      const found = check(manager.log(app));
      console.error(`${manager.name}: ${seconds[m].at(-1).toFixed(3)} s, ${found}, ` +
        `memory ${before.toFixed(0)} MB before, peak ${status(pid(manager), 'VmHWM').toFixed(0)} MB`);
      if (i === 0) peaks.push([manager.name, found]);
      run(manager, 'delete', app);
      rmSync(manager.log(app), { force: true });
    }
  }
  row('1,000,000 lines of 100 bytes, stamped', 's', seconds[0], seconds[1], '≤ 0.3');
  const tops = both.map((manager) => status(pid(manager), 'VmHWM'));
  row('daemon, peak memory after that', 'MB', [tops[0]], [tops[1]], '');
  for (const [name, found] of peaks) results.push(`| lines, ${name} | ${found} | | | none lost or broken |`);
}

/** Seconds from the first write until the file has stopped growing. */
async function written(file, marker) {
  let last = 0;
  let grewAt = 0;
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    const size = existsSync(file) ? statSync(file).size : 0;
    if (size !== last) {
      last = size;
      grewAt = Date.now();
    } else if (size > 100_000_000 && Date.now() - grewAt > 1_000) {
      return grewAt / 1000 - Number(readFileSync(marker, 'utf8'));
    }
    await sleep(4);
  }
  throw new Error(`${file} has ${last} bytes after a minute`);
}

/** Counts lines that are whole: a stamp, the next number, the filling. */
function check(file) {
  const fd = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d: (\d{7}) x{91}$/;
  let rest = '';
  let whole = 0;
  let broken = 0;
  const seen = new Uint8Array(1_000_001);
  for (let n = readSync(fd, buffer); n > 0; n = readSync(fd, buffer)) {
    const lines = (rest + buffer.toString('latin1', 0, n)).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const match = form.exec(line);
      if (match && !seen[Number(match[1])]) {
        seen[Number(match[1])] = 1;
        whole++;
      } else {
        broken++;
      }
    }
  }
  closeSync(fd);
  return `${whole} whole, ${1_000_000 - whole} lost or without a stamp, ${broken + (rest ? 1 : 0)} broken`;
}

/** 200 applications under bongsu alone. */
async function many() {
  both.forEach((manager) => existsSync(join(manager.home, manager.pidFile)) && run(manager, 'kill'));
  const apps = Array.from({ length: 200 }, (_, i) => ({ name: `nap-${i}`, script: '/bin/sleep', args: ['100000'] }));
  writeFileSync(join(work, 'many.json'), JSON.stringify({ apps }));
  run(bongsu, 'start', join(work, 'many.json'));
  await sleep(3_000);
  const times = Array.from({ length: rounds }, () => run(bongsu, 'list').millis);
  await sleep(3_000);
  row('`list`, 200 applications', 'ms', times, [], '< 150 ms');
  row('daemon, resident memory, 200 applications', 'MB', [status(pid(bongsu), 'VmRSS')], [], '< 80 MB');
  run(bongsu, 'kill');
  both.forEach((manager) => run(manager, 'ping'));
}

// --- the run ---------------------------------------------------------------------------------------

function prepare() {
  if (!existsSync(bongsu.program)) throw new Error('there is no distribution; run make first');
  for (const manager of both) rmSync(manager.home, { recursive: true, force: true });
  mkdirSync(join(work, 'npm'), { recursive: true });
  const installed = join(work, 'npm/node_modules/pm2/package.json');
  if (!existsSync(installed) || JSON.parse(readFileSync(installed, 'utf8')).version !== PM2_VERSION) {
    const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', join(work, 'npm'), `pm2@${PM2_VERSION}`],
      { stdio: ['ignore', 'ignore', 'inherit'] });
    if (npm.status !== 0) throw new Error('PM2 could not be installed by npm');
  }
  both.forEach((manager) => run(manager, 'ping'));
  warmUp();
}

/** The launcher records and makes its AOT caches at the first runs; they are not what is measured. */
function warmUp() {
  const caches = join(root, 'distribution/target/bongsu/aot');
  for (let i = 0; i < 60; i++) {
    both.forEach((manager) => run(manager, 'list'));
    if (existsSync(caches) && readdirSync(caches).some((f) => f.startsWith('supervisor-') && f.endsWith('.aot'))) break;
    spawnSync('sleep', ['1']);
  }
}

const parts = { commands, memory, crash, logs, many };
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
try {
  prepare();
  for (const part of wanted) {
    if (!parts[part]) throw new Error(`there is no part ${part}; there are ${Object.keys(parts).join(', ')}`);
    await parts[part]();
  }
} finally {
  for (const manager of both) {
    try {
      run(manager, 'kill');
    } catch (e) {
      console.error(String(e));
    }
  }
}
const cpuName = cpus()[0]?.model ?? 'unknown';
console.log(`${cpus().length} cores (${cpuName}), node ${process.version}, pm2 ${PM2_VERSION}, medians of ${rounds} rounds [best]\n`);
console.log('| | bongsu | PM2 | ratio | target |\n|---|---:|---:|---:|---|');
console.log(results.join('\n'));
