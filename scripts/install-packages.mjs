import { spawnSync } from 'node:child_process';

const LONGEST_MS = 300_000;

/** Real parts that tests need: the programs that must be there, and the Debian packages that bring them. */
const PARTS = [
  { what: 'a keyring', programs: ['dbus-run-session', 'gnome-keyring-daemon'], packages: ['dbus', 'gnome-keyring'] },
  { what: 'a browser', programs: ['chromium'], packages: ['chromium'] },
  { what: 'a Redis', programs: ['redis-server'], packages: ['redis-server'] },
  { what: 'proxies', programs: ['nginx', 'caddy'], packages: ['nginx-light', 'caddy'] },
  { what: 'a tool for networks', programs: ['ip'], packages: ['iproute2'] },
];

const isThere = (tool) => spawnSync('/bin/sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status === 0;

function aptGet(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return spawnSync('apt-get', words, { env, stdio: 'ignore', timeout: LONGEST_MS }).status === 0;
}

/** Where programs may be installed, those that tests need are. Elsewhere these tests are skipped, by name. */
export function installPackages() {
  if (process.platform !== 'linux') return;
  const missing = PARTS.filter(({ programs }) => !programs.every(isThere));
  if (missing.length === 0) return;
  const packages = missing.flatMap((part) => part.packages);
  const mayInstall = process.getuid?.() === 0 && isThere('apt-get');
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...packages);
  if (mayInstall && (install() || (aptGet('update') && install()))) return;
  const what = missing.map((part) => part.what).join(' and ');
  process.stdout.write(`The tests miss ${what}; install ${packages.join(', ')} to run all of them.\n`);
}
