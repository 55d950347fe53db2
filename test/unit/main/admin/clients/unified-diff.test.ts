import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../../../../main/admin/clients/unified-diff';

it('shows what changes with three lines around it, secrets masked', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', ''].join('\n');
  const key = `smg_AAAABBBBCCCC_${'k'.repeat(43)}`;
  const diff = unifiedDiff('/f', before, before.replace('e\n', `e\n"KEY": "${key}"\n`));
  expect(diff).toBe(
    [
      '--- /f',
      '+++ /f',
      '@@ -3,6 +3,7 @@',
      ' c',
      ' d',
      ' e',
      '+"KEY": "smg_AAAABBBBCCCC_****"',
      ' f',
      ' g',
      ' h',
      '',
    ].join('\n'),
  );
  expect(unifiedDiff('/f', before, before)).toBe('');
  expect(unifiedDiff('/f', undefined, 'x\n')).toBe('--- /dev/null\n+++ /f\n@@ -0,0 +1,1 @@\n+x\n');
  expect(unifiedDiff('/f', 'x\n', undefined)).toBe('--- /f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n');
});

/** What a reader of the diff makes of the lines of before. */
function apply(before: readonly string[], diff: string): readonly string[] {
  const after: string[] = [];
  let at = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const start = /^@@ -(\d+),(\d+) /.exec(line);
    if (start !== null) {
      const from = Number(start[1]) - (start[2] === '0' ? 0 : 1);
      after.push(...before.slice(at, from));
      at = from;
    } else {
      if (!line.startsWith('+')) expect(line.slice(1)).toBe(before[at++]);
      if (!line.startsWith('-')) after.push(line.slice(1));
    }
  }
  return [...after, ...before.slice(at)];
}

it('says everything that is needed to make the one of the other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '  d'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const text = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');
      const diff = unifiedDiff('/f', text(before), text(after));
      expect(diff === '' ? before : apply(before, diff)).toEqual(after);
    }),
  );
});
