import spawn from 'cross-spawn';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
/** Chromium’s holes are public soon after they are closed. */
const SHOULD_BE_WEEKS = 8;
const MUST_BE_WEEKS = 12;
const OPTIONS = {
  /** A file with what `npm view electron time --json` says, instead of asking. */
  times: { type: 'string' },
  now: { type: 'string' },
};

const STABLE = /^(\d+)\.(\d+)\.(\d+)$/;

/** Compares two stable versions like a sort does. */
function compare(one, other) {
  const [a, b] = [one, other].map((version) => STABLE.exec(version).slice(1).map(Number));
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

async function publishedAt(file) {
  if (file !== undefined) return JSON.parse(await readFile(file, 'utf8'));
  const asked = spawn.sync('npm', ['view', 'electron', 'time', '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1_024 ** 2,
  });
  if (asked.status !== 0) throw new Error(`npm did not say when Electron was published: ${asked.stderr?.trim()}`);
  return JSON.parse(asked.stdout);
}

/** For how many weeks there has been a stable Electron newer than ours; the newest of all. */
function behind(pinned, times, now) {
  if (times[pinned] === undefined) throw new Error(`Electron ${pinned} was never published`);
  const newer = Object.keys(times).filter((version) => STABLE.test(version) && compare(version, pinned) > 0);
  if (newer.length === 0) return { weeks: 0, newest: pinned };
  const since = Math.min(...newer.map((version) => Date.parse(times[version])));
  return { weeks: Math.floor((now - since) / WEEK_MS), newest: newer.sort(compare).at(-1) };
}

try {
  const { times, now } = parseArgs({ options: OPTIONS }).values;
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const pinned = devDependencies.electron;
  const { weeks, newest } = behind(pinned, await publishedAt(times), now === undefined ? Date.now() : Date.parse(now));
  const advice = weeks <= SHOULD_BE_WEEKS ? '' : `; more than ${SHOULD_BE_WEEKS} weeks: take ${newest}`;
  process.stdout.write(`Electron ${pinned} has been behind for ${weeks} weeks (newest: ${newest})${advice}\n`);
  if (weeks >= MUST_BE_WEEKS) process.exitCode = 1;
} catch (failure) {
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = 2;
}
