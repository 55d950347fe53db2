/** With a text of this length V8 compiles a pattern to machine code at once, and not to bytecode first. */
const LONG = 1_024;
/** In one byte and in two for each character: for these it compiles twice. */
const [BYTES, UNITS] = [' '.repeat(LONG), `${' '.repeat(LONG - 1)}\u2014`];

/** Has a pattern with the flag `g` compiled, and looks for it almost nowhere; `isForWide`: also for texts of two bytes per character. */
export function compilePattern(pattern: RegExp, isForWide: boolean): void {
  for (const text of isForWide ? [BYTES, UNITS] : [BYTES]) {
    pattern.lastIndex = LONG - 1;
    pattern.exec(text);
  }
  pattern.lastIndex = 0;
}
