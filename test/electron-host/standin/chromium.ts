import { type Browser, chromium } from 'playwright-core';

/** Where the browser listens; whoever starts the stand-in says so. */
const ENDPOINT = 'ELECTRON_HOST_BROWSER';

let connected: Promise<Browser> | undefined;

/** The browser that shows every window. Its pages vanish with this process. */
export function browser(): Promise<Browser> {
  const endpoint = process.env[ENDPOINT];
  if (endpoint === undefined) throw new Error(`${ENDPOINT} must name a browser`);
  connected ??= chromium.connectOverCDP(endpoint);
  return connected;
}
