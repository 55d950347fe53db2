import { spawnSync } from 'node:child_process';

const PACKAGES = ['dbus', 'gnome-keyring'];
const LONGEST_MS = 180_000;

const isThere = (tool) => spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status === 0;

function aptGet(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', words, { env, stdio: 'ignore', timeout: LONGEST_MS }).status === 0;
}

/** The tests of the keychain need a real keyring; where it may be installed, it is. Elsewhere they are skipped, by name. */
export function installKeyring() {
  if (process.platform !== 'linux' || ['dbus-run-session', 'gnome-keyring-daemon'].every(isThere)) return;
  const mayInstall = process.getuid?.() === 0 && isThere('apt-get');
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...PACKAGES);
  if (mayInstall && (install() || (aptGet('update') && install()))) return;
  process.stdout.write(`No real keyring for the tests; install ${PACKAGES.join(' and ')} to run all of them.\n`);
}
