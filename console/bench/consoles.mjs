// What 50 open consoles take from the gateway: each listens to the live stream and, as a page that shows the newest
// pushes does, asks for these whenever the stream tells that something has changed.
import { get } from 'node:http';
import { createGunzip } from 'node:zlib';
import { cpu, openStage, sleep } from './stage.mjs';

const CONSOLES = 50;
const SECONDS = Number(process.env.SECONDS ?? 20);

/** One console: counts what it is told and what it asks for. */
function open({ url, login }, looks, counts) {
  const headers = { Cookie: login.cookie, 'Accept-Encoding': 'gzip', 'Bongsu-Idle': '0' };
  let seen = '';
  let asks = false;
  const stream = get(`${url}/api/live?idle=0`, { headers }, (response) => {
    let text = '';
    const plain = response.headers['content-encoding'] === 'gzip' ? response.pipe(createGunzip()) : response;
    plain.on('error', () => {});
    plain.setEncoding('utf8').on('data', (some) => {
      text += some;
      const end = text.lastIndexOf('\n\n');
      if (end < 0) return;
      counts.told += 1;
      const now = /"counts":\{"stored":\d+,"pending":\d+/.exec(text)?.[0] ?? '';
      text = text.slice(end + 2);
      if (!looks || asks || now === seen) return;
      seen = now;
      asks = true;
      get(`${url}/api/pushes?limit=100`, { headers }, (page) => {
        counts.pages += 1;
        page.resume().on('end', () => (asks = false));
      }).on('error', () => {});
    });
  });
  stream.on('error', () => {});
  return () => stream.destroy();
}

async function share(stage) {
  const before = cpu(stage.pid);
  await sleep(SECONDS);
  const after = cpu(stage.pid);
  return {
    whole: (100 * (after.whole - before.whole)) / SECONDS,
    serving: (100 * (after.serving - before.serving)) / SECONDS,
  };
}

async function measure(name, lines, looks) {
  const stage = await openStage({ lines });
  try {
    // Until the JVM has compiled what it needs.
    const warm = Array.from({ length: CONSOLES }, () => open(stage, looks, { told: 0, pages: 0 }));
    await sleep(SECONDS);
    warm.forEach((shut) => shut());
    await sleep(5);
    const without = await share(stage);
    const counts = { told: 0, pages: 0 };
    const consoles = Array.from({ length: CONSOLES }, () => open(stage, looks, counts));
    await sleep(3);
    counts.told = counts.pages = 0;
    const beside = await share(stage);
    consoles.forEach((shut) => shut());
    const cells = [
      name,
      (counts.told / SECONDS).toFixed(0),
      (counts.pages / SECONDS).toFixed(0),
      `${beside.serving.toFixed(1)} %`,
      `${(beside.whole - without.whole).toFixed(1)} %`,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  } finally {
    await stage.close();
  }
}

console.log(
  '| 50 consoles | messages/s | pages/s | serving threads, of a core | process more than without |\n|---|---:|---:|---:|---:|',
);
await measure('overview, nothing arrives', ['name=single01,port=0,pushes=0'], false);
await measure('overview, 20 pushes/s', ['name=single01,port=0,pushes=100000,rate=20'], false);
await measure('newest pushes, 20 pushes/s', ['name=single01,port=0,pushes=100000,rate=20'], true);
