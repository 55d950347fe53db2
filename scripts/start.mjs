import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './build-when-stale.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const HEADLESS = '--headless';
/** A word for the desktop alone: without a window there is none to hide. */
const HIDDEN = '--hidden';
const NO_DISPLAY = 'there is no display';
const NO_BINARY = 'the Electron binary is not installed. To get it: npx install-electron';
const PROGRAMS = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The installed Electron program, if there is one. Asking the package itself would start a download. */
function findElectron() {
  const home = join(ROOT, 'node_modules/electron');
  const pathFile = join(home, 'path.txt');
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : (PROGRAMS[process.platform] ?? 'electron');
  // Electron's own word for one that lies elsewhere.
  const program = join(process.env.ELECTRON_OVERRIDE_DIST_PATH || join(home, 'dist'), name);
  return existsSync(program) ? program : undefined;
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Why it is not the desktop; `undefined`: it is. */
function whyHeadless(options, electron) {
  if (options.includes(HEADLESS)) return 'as asked';
  if (electron === undefined) return NO_BINARY;
  return hasDisplay() ? undefined : NO_DISPLAY;
}

/** What to run, and why it is not the desktop. */
function choose(options) {
  const electron = findElectron();
  const reason = whyHeadless(options, electron);
  if (reason === undefined) return { program: electron, args: [ROOT, ...options], reason };
  const rest = options.filter((option) => option !== HEADLESS && option !== HIDDEN);
  return { program: process.execPath, args: [join(ROOT, 'dist/headless.js'), 'serve', ...rest], reason };
}

try {
  await buildWhenStale();
} catch (failure) {
  process.stderr.write(`${failure.message}\n`);
  process.exit(1);
}
const { program, args, reason } = choose(process.argv.slice(2));
if (reason !== undefined) process.stderr.write(`Running headless: ${reason}\n`);

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
