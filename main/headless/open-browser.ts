import { spawn } from 'node:child_process';
import { parseUrl } from '../../shared/text/is-url';

/** What opens an address in the person’s browser, without a shell that would read it as anything else. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};
const OTHERWISE = ['xdg-open'] as const;

/** Opens an http or https address; resolves with whether something took it. */
export async function openBrowser(address: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const url = parseUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return false;
  const isUnix = process.platform !== 'darwin' && process.platform !== 'win32';
  // Nothing to show it on: a server, or a session over SSH.
  if (isUnix && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return false;
  const [command, ...args] = OPENERS[process.platform] ?? OTHERWISE;
  const child = spawn(command, [...args, url.href], { stdio: 'ignore', detached: true, env });
  child.unref();
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
  });
}
