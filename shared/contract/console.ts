import { z } from 'zod';
import { Moment, Nothing } from './common';
import { defineGroup } from './define';

/** How people get into the console. */
export const consoleAccess = defineGroup({
  link: {
    http: 'POST /console/links',
    scope: 'read',
    summary: 'An address that lets one browser in, once, to do what the asker may do.',
    input: Nothing,
    output: z.strictObject({ url: z.string(), expiresAt: Moment }),
  },
});

/** Where a link, or a credential, becomes the cookie of a session. */
export const SESSION_PATH = '/api/v1/console/session';

/** Our page sends it. A page of another origin cannot without asking first (CORS), and is told no. */
export const CONSOLE_HEADER = 'x-secure-mcp-gateway-console';
export const CONSOLE_HEADERS: Readonly<Record<string, string>> = { [CONSOLE_HEADER]: '1' };
