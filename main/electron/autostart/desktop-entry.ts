/** What is read of an autostart entry (freedesktop.org, Desktop Entry and Autostart specifications). */
export interface DesktopEntry {
  /** The words of `Exec`, unquoted. */
  readonly command: readonly string[];
  /** Somebody or some desktop turned it off and left the file. */
  readonly isDisabled: boolean;
}

/** Writes an entry that starts a program; throws where a word cannot stand in `Exec`. */
export function writeDesktopEntry({
  name,
  command,
}: {
  readonly name: string;
  readonly command: readonly string[];
}): string {
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    `Name=${escapeString(name)}`,
    `Exec=${escapeString(command.map(quoteWord).join(' '))}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ];
  return `${lines.join('\n')}\n`;
}

/** Reads an entry; throws a sentence for what is none. */
export function readDesktopEntry(text: string): DesktopEntry {
  const keys = mainGroupOf(text);
  const exec = keys.get('Exec');
  if (exec === undefined) throw new Error('The entry has no Exec');
  const isOff = keys.get('Hidden') === 'true' || keys.get('X-GNOME-Autostart-enabled') === 'false';
  return { command: splitCommand(unescapeString(exec)), isDisabled: isOff };
}

function mainGroupOf(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const start = lines.indexOf('[Desktop Entry]');
  if (start < 0) throw new Error('It is no desktop entry');
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('['));
  const own = end < 0 ? rest : rest.slice(0, end);
  return new Map(
    own.flatMap((line) => {
      const [, key, value] = /^([A-Za-z0-9-]+)\s*=\s*([^]*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value ?? '']];
    }),
  );
}

const NEEDS_QUOTES = /[\s"'\\><~|&;$*?#()`]/;

/** A word of `Exec`: quoted where a reserved character is in it, `%` doubled (Desktop Entry Specification, “The Exec key”). */
function quoteWord(word: string): string {
  if (/[\r\n\0]/.test(word)) throw new Error('A line end cannot stand in the command of a desktop entry');
  const plain = word.replaceAll('%', '%%');
  if (word !== '' && !NEEDS_QUOTES.test(word)) return plain;
  return `"${plain.replace(/["`$\\]/g, '\\$&')}"`;
}

/** Every value of type string is escaped once more (“Possible value types”). */
const escapeString = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');

const UNESCAPED: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

const unescapeString = (text: string): string =>
  text.replace(/\\(.)/g, (all, letter: string) => UNESCAPED[letter] ?? all);

function splitCommand(exec: string): readonly string[] {
  const words = exec.match(/"(?:\\.|[^"\\])*"|[^\s"]+/g) ?? [];
  return words.map((word) => {
    const inner = word.startsWith('"') ? word.slice(1, -1).replace(/\\(["`$\\])/g, '$1') : word;
    return inner.replaceAll('%%', '%');
  });
}
