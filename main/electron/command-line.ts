/** What the desktop was started with. What it does not know it leaves alone: systems add words of their own. */
export interface CommandLine {
  /** Begins without a window, for example at log-in. */
  readonly isHidden: boolean;
  /** Runs the plain gateway in this program, without window or tray. */
  readonly isHeadless: boolean;
  /** Moves the data directory. */
  readonly dataDirectory?: string;
  /** Addresses that somebody opened with this program; not yet read. */
  readonly links: readonly string[];
}

const DATA_DIRECTORY = '--data-dir';

/** Reads the words behind the program (and, while developing, its folder). */
export function readCommandLine(words: readonly string[]): CommandLine {
  const dataDirectory = valueOf(words, DATA_DIRECTORY);
  return {
    isHidden: words.includes('--hidden'),
    isHeadless: words.includes('--headless'),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    links: words.filter((word) => /^[a-z][a-z0-9+.-]*:\/\//i.test(word)),
  };
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
