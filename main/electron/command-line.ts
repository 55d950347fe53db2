import { GatewayError } from '../../shared/errors/gateway-error';

/** What the desktop was started with. What it does not know it leaves alone: systems add words of their own. */
export interface CommandLine {
  /** Begins without a window, for example at log-in. */
  readonly isHidden: boolean;
  /** Runs the plain gateway in this program, without window or tray. */
  readonly isHeadless: boolean;
  /** Moves the data directory. */
  readonly dataDirectory?: string;
  /** As they were written; `readPorts` reads them. */
  readonly port?: string;
  readonly adminPort?: string;
  /** Addresses that somebody opened with this program; not yet read. */
  readonly links: readonly string[];
}

/** Reads the words behind the program (and, while developing, its folder). */
export function readCommandLine(words: readonly string[]): CommandLine {
  const dataDirectory = valueOf(words, '--data-dir');
  const port = valueOf(words, '--port');
  const adminPort = valueOf(words, '--admin-port');
  return {
    isHidden: words.includes('--hidden'),
    isHeadless: words.includes('--headless'),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    ...(port === undefined ? {} : { port }),
    ...(adminPort === undefined ? {} : { adminPort }),
    links: words.filter((word) => /^[a-z][a-z0-9+.-]*:\/\//i.test(word)),
  };
}

/** The ports that were given instead of those of the configuration; throws `invalid_params` for what is no port. */
export function readPorts({ port, adminPort }: CommandLine): {
  readonly mcpPort?: number;
  readonly adminPort?: number;
} {
  return {
    ...(port === undefined ? {} : { mcpPort: readPort('--port', port) }),
    ...(adminPort === undefined ? {} : { adminPort: readPort('--admin-port', adminPort) }),
  };
}

function readPort(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new GatewayError('invalid_params', `${name} must be a port between 0 and 65535, but is "${text.slice(0, 40)}"`);
}

/** The words behind the program’s own name: of a packaged program from the second, else from the third. */
export function ownWords(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

function valueOf(words: readonly string[], name: string): string | undefined {
  const joined = words.find((word) => word.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}
