export type DiffLine = 'added' | 'removed' | 'place' | 'same';

/** What a line of a unified diff says. Names of files, which stand elsewhere, are places too. */
export function diffLineOf(line: string): DiffLine {
  if (/^(?:@@|--- |\+\+\+ |\\ )/.test(line)) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
