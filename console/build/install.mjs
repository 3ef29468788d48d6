// Installs exactly what package-lock.json names, and does nothing when that has been done already: a Maven build
// that changes no dependency should not pay for one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.installed';
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(`${process.version} ${process.platform} ${process.arch}`)
  .digest('hex');

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) process.exit(0);

const npm = spawnSync('npm', ['ci', '--prefer-offline', '--loglevel=error'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (npm.error) {
  console.error(
    `npm cannot be started (${npm.error.message}). Install Node.js 20.19 or newer together with npm.`,
  );
  process.exit(1);
}
if (npm.status !== 0) {
  console.error('The console could not be prepared: npm ci failed, its message is above.');
  process.exit(npm.status ?? 1);
}
writeFileSync(stamp, wanted);
