import { isUrl } from '../../../shared/text/is-url';

/*
 * Chromium outside Electron knows http and https alone. A page of `app://main/x` is therefore shown as
 * `https://main.app.electron.test/x`: every request is answered in this process, none leaves the machine.
 */

const SUFFIX = 'electron.test';
const schemes = new Set<string>();

/** Makes pages of this scheme showable. */
export function addScheme(scheme: string): void {
  schemes.add(scheme);
}

/** The address under which the browser shows a page. */
export function toBrowser(address: string): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.has(scheme)) return address;
  return `https://${url.host}.${scheme}.${SUFFIX}${url.pathname}${url.search}${url.hash}`;
}

/** The address that a page would have in Electron. */
export function fromBrowser(address: string): string {
  const found = /^https:\/\/([^/]+)\.([a-z0-9+-]+)\.electron\.test(\/.*)?$/.exec(address);
  return found === null ? address : `${found[2]}://${found[1]}${found[3] ?? '/'}`;
}

/** As Electron writes origins of such schemes. */
export function originOf(address: string): string {
  return isUrl(address) ? `${new URL(address).protocol}//${new URL(address).host}` : 'null';
}
