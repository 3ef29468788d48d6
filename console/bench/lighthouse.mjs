// What Lighthouse thinks of the login page and, logged in, of overview and log; once as a desk's computer, once as a
// slow phone on a slow line, which are its two usual ways.
import lighthouse, { desktopConfig } from 'lighthouse';
import { openStage, sleep, startChromium } from './stage.mjs';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const PORT = 19_222;

const stage = await openStage({
  lines: ['name=single01,port=0,pushes=200', 'name=multi01,port=0,pushes=5,recipients=60'],
});
const browser = await startChromium({ args: [`--remote-debugging-port=${PORT}`] });
try {
  // Nothing arrives any more: rows that move down for new ones would count as a page that jumps.
  await sleep(10);
  console.log(
    '| page | as | performance | accessibility | best practices | first paint ms |\n|---|---|---:|---:|---:|---:|',
  );
  for (const [name, path, cookie] of [
    // The first warms up the programs.
    ['', '/', ''],
    ['login', '/', ''],
    ['overview', '/', stage.login.cookie],
    ['push log', '/pushes', stage.login.cookie],
  ]) {
    for (const [as, config] of [
      ['desktop', desktopConfig],
      ['phone', undefined],
    ]) {
      const flags = {
        port: PORT,
        onlyCategories: CATEGORIES,
        logLevel: 'error',
        // The live stream never ends.
        maxWaitForLoad: 15_000,
        ...(cookie === '' ? {} : { extraHeaders: { Cookie: cookie } }),
      };
      const { lhr } = await lighthouse(stage.url + path, flags, config);
      if (name === '') continue;
      const scores = CATEGORIES.map((each) => Math.round((lhr.categories[each].score ?? 0) * 100));
      const paint = Math.round(lhr.audits['first-contentful-paint'].numericValue);
      console.log(`| ${[name, as, ...scores, paint].join(' | ')} |`);
      if (process.env.WHY !== undefined) {
        for (const { id, score, title } of Object.values(lhr.audits)) {
          if (score !== null && score < 0.9) console.log(`  ${id} ${score} ${title}`);
        }
      }
    }
  }
} finally {
  await browser.close();
  await stage.close();
}
