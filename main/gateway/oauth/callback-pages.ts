/** Nothing of what came in is repeated in these pages, and they load nothing. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
  main { max-width: 32rem; padding: 2rem; }
  h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
  p { margin: 0 0 .75rem; opacity: .85; }
`;

const page = (title: string, ...paragraphs: string[]): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head>` +
  `<body><main><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</main></body></html>`;

export const SUCCESS_PAGE = page(
  'You are signed in',
  'The gateway has what it needs. You can close this window and go back to your work.',
);

export const FAILURE_PAGE = page(
  'The sign-in did not work',
  'Nothing was changed. Where you started it you can read why, and start it again.',
);

export const STRANGE_PAGE = page(
  'This is no answer to a sign-in',
  'The address does not belong to a sign-in that is under way. It may have been used already, or be too old.',
);
