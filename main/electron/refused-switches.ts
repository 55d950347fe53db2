/** Switches of Chromium and Node that would let another program look into this one, or take its locks off. */
const REFUSED = [
  'allow-file-access-from-files',
  'allow-running-insecure-content',
  'auto-open-devtools-for-tabs',
  'browser-subprocess-path',
  'disable-features',
  'disable-seccomp-filter-sandbox',
  'disable-setuid-sandbox',
  'disable-site-isolation-trials',
  'disable-web-security',
  'experimental-loader',
  'gpu-launcher',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'import',
  'in-process-gpu',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'loader',
  'log-net-log',
  'no-sandbox',
  'ppapi-plugin-launcher',
  'proxy-pac-url',
  'proxy-server',
  'remote-allow-origins',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'renderer-cmd-prefix',
  'require',
  'single-process',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
  'user-data-dir',
  'utility-cmd-prefix',
] as const;

/** Worth asking Chromium for too, which never sets them by itself. */
const SEEN_BY_CHROMIUM = ['disable-web-security', 'no-sandbox', 'remote-debugging-pipe', 'remote-debugging-port'];

/** Node knows this one without a word. */
const SHORT = ['-r'];

/** The refused switches that a command line holds, as they were written; also those that only Chromium saw. */
export function refusedSwitches(argv: readonly string[], hasSwitch: (name: string) => boolean): readonly string[] {
  const written = argv.filter((argument) => isRefused(argument));
  const named = new Set(written.map(nameOf));
  const seen = SEEN_BY_CHROMIUM.filter((name) => !named.has(name) && hasSwitch(name)).map((name) => `--${name}`);
  return [...written.map((argument) => argument.split('=', 1)[0]!), ...seen];
}

const nameOf = (argument: string): string => argument.replace(/^-+/, '').split('=', 1)[0]!.toLowerCase();

function isRefused(argument: string): boolean {
  if (SHORT.includes(argument)) return true;
  // Chromium takes one dash for two, and on Windows a slash too.
  return (
    /^(?:--?|\/)[a-z]/i.test(argument) && (REFUSED as readonly string[]).includes(nameOf(argument.replace(/^\//, '')))
  );
}
