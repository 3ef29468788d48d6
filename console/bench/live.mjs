// The live view while 10,000 pushes a second pass: frames a second of overview and log, and what one open console
// takes from the gateway. In life the browser is on another machine; here it has priority over the programs.
import { setPriority } from 'node:os';
import { readdirSync, readFileSync } from 'node:fs';
import { cpu, openPage, openStage, sleep, startChromium } from './stage.mjs';

const RATE = Number(process.env.N || 10_000);
const LINES = 4;
const SECONDS = Number(process.env.SECONDS ?? 15);
const ROUNDS = Number(process.env.ROUNDS ?? 3);

/** Lets every process of the browser go first. */
function first() {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0');
      if (words.some((word) => word.startsWith('--bongsu-bench'))) setPriority(Number(entry), -10);
    } catch {
      // It has ended, or priority is for root alone.
    }
  }
}

/** Frames in each of some seconds. */
function frames(page, seconds) {
  return page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const counts = [];
        let begun = performance.now();
        let count = 0;
        const frame = (now) => {
          count += 1;
          if (now - begun >= 1_000) {
            counts.push((count * 1_000) / (now - begun));
            begun = now;
            count = 0;
          }
          if (counts.length < wanted) requestAnimationFrame(frame);
          else resolve(counts);
        };
        requestAnimationFrame(frame);
      }),
    seconds,
  );
}

async function used(pid, seconds) {
  const before = cpu(pid);
  await sleep(seconds);
  const after = cpu(pid);
  const share = (of) => (100 * (after[of] - before[of])) / seconds;
  return { whole: share('whole'), serving: share('serving') };
}

const lines = Array.from(
  { length: LINES },
  (_, i) => `name=multi0${i + 1},port=0,pushes=100000,recipients=100,rate=${RATE / 100 / LINES}`,
);
const stage = await openStage({ lines });
const browser = await startChromium({ args: ['--bongsu-bench'] });
try {
  await sleep(30);
  const page = await openPage(browser, stage);
  console.log(
    '| page | pushes/s meanwhile | frames/s, mean | least second | serving threads, of a core | and without a console |\n|---|---:|---:|---:|---:|---:|',
  );
  for (const [name, path] of [
    ['overview', '/'],
    ['push log, following', '/pushes'],
  ]) {
    const counts = [];
    const beside = [];
    const without = [];
    let rate = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await page.goto('about:blank');
      await sleep(1);
      without.push((await used(stage.pid, SECONDS)).serving);
      await page.goto(path);
      await page
        .locator(path === '/' ? 'dl dd' : 'tbody tr')
        .first()
        .waitFor();
      first();
      await sleep(3);
      const [shown, share] = await Promise.all([frames(page, SECONDS - 1), used(stage.pid, SECONDS)]);
      counts.push(...shown);
      beside.push(share.serving);
      rate += (await page.evaluate(async () => (await (await fetch('/api/overview')).json()).rates))
        .settled_per_second;
    }
    const mean = (of) => of.reduce((a, b) => a + b, 0) / of.length;
    const cells = [
      name,
      Math.round(rate / ROUNDS),
      mean(counts).toFixed(1),
      Math.min(...counts).toFixed(1),
      `${mean(beside).toFixed(1)} %`,
      `${mean(without).toFixed(1)} %`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await browser.close();
  await stage.close();
}
