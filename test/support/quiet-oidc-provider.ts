/** What oidc-provider tells its developers: about this runtime, and about defaults that tests may well keep. */
const isAdvice = (first: unknown): boolean => typeof first === 'string' && first.includes('oidc-provider ');

const quieten = (level: 'info' | 'warn'): void => {
  const speak = globalThis.console[level].bind(globalThis.console);
  globalThis.console[level] = (...parts) => {
    if (!isAdvice(parts[0])) speak(...parts);
  };
};

quieten('info');
quieten('warn');

/** oidc-provider, without its advice. */
export const { Provider, errors } = await import('oidc-provider');
