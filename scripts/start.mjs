import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './build-when-stale.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const HEADLESS = '--headless';
const NO_DISPLAY = 'there is no display';
const NO_BINARY = 'the Electron binary is not installed';

/** The installed Electron program, if there is one. Asking the package itself would start a download. */
function findElectron() {
  const home = join(ROOT, 'node_modules/electron');
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(home, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** What to run, and why it is not the desktop. */
function choose(options) {
  const rest = options.filter((option) => option !== HEADLESS);
  const electron = findElectron();
  const reason = options.includes(HEADLESS)
    ? 'as asked'
    : electron === undefined
      ? NO_BINARY
      : hasDisplay()
        ? undefined
        : NO_DISPLAY;
  if (reason === undefined) return { program: electron, args: [ROOT, ...rest], reason };
  return { program: process.execPath, args: [join(ROOT, 'dist/headless.js'), 'serve', ...rest], reason };
}

try {
  await buildWhenStale();
} catch (failure) {
  process.stderr.write(`${failure.message}\n`);
  process.exit(1);
}
const { program, args, reason } = choose(process.argv.slice(2));
if (reason !== undefined) process.stderr.write(`Running headless: ${reason}.\n`);

const child = spawn(program, args, { stdio: 'inherit' });
// A terminal sends the signal to the whole group, a service manager to us alone: pass it on either way.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (failure) => {
  process.stderr.write(`${program} did not start: ${failure.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
});
