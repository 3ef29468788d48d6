import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** Where a Chromium is on this machine: `CHROMIUM` names it, else the usual places; else one is fetched from npm. */
function found(): LaunchOptions {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  const installed = places.find((place) => place !== undefined && existsSync(place));
  return installed === undefined ? fetched() : { executablePath: installed };
}

function fetched(): LaunchOptions {
  const { status, stdout, stderr } = spawnSync('node', ['build/chromium.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const executablePath = stdout.trim();
  const folder = dirname(executablePath);
  return {
    executablePath,
    env: { ...process.env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_PATH: folder },
  };
}

/**
 * Starts the machine's Chromium without a window. It has its sandbox, but for root, whom it refuses one, and where the
 * system allows none to anybody: it sees nothing but pages of this build.
 */
export async function startChromium(): Promise<Browser> {
  const program = found();
  const sandboxed = process.getuid?.() !== 0;
  try {
    return await chromium.launch({ ...program, chromiumSandbox: sandboxed });
  } catch (fault) {
    if (!sandboxed || !(fault instanceof Error) || !/sandbox/i.test(fault.message)) throw fault;
    return chromium.launch({ ...program, chromiumSandbox: false });
  }
}
