import { createRequire } from 'node:module';
import type ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesUnder, read, ROOMS } from './tree';

const LONGEST_FILE = 300;

// Through require, so that the test runner does not rewrite nine megabytes.
const compiler = createRequire(import.meta.url)('typescript') as typeof ts;

const sources = filesUnder(ROOMS, ['.ts', '.tsx', '.mjs', '.cjs']).concat(filesUnder(['scripts'], ['.mjs']));

interface Measured {
  readonly name: string;
  readonly lines: number;
}

function measureFunctions(path: string): readonly Measured[] {
  const source = compiler.createSourceFile(path, read(path), compiler.ScriptTarget.ES2023, true);
  const measured: Measured[] = [];
  const visit = (node: ts.Node): void => {
    if (compiler.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
      const name =
        node.name?.getText(source) ?? (compiler.isVariableDeclaration(node.parent) ? node.parent.name.getText() : '');
      const lines = lineOf(node.end) - lineOf(node.getStart(source)) + 1;
      measured.push({ name: `${path}:${lineOf(node.getStart(source)) + 1} ${name}`, lines });
    }
    compiler.forEachChild(node, visit);
  };
  visit(source);
  return measured;
}

const longestFirst = (a: Measured, b: Measured): number => b.lines - a.lines;

describe('sizes', () => {
  it(`no file is longer than ${LONGEST_FILE} lines`, () => {
    const files = sources.map((path) => ({ name: path, lines: read(path).trimEnd().split('\n').length }));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter(({ lines }) => lines > LONGEST_FILE).sort(longestFirst)).toEqual([]);
  });

  it('shows the longest functions of the product, for a reader to ask why', () => {
    const product = sources.filter((path) => !path.startsWith('test/'));
    const functions = product.flatMap(measureFunctions).sort(longestFirst);
    const tail = functions.slice(0, 10).map(({ name, lines }) => `  ${String(lines).padStart(4)}  ${name}`);
    process.stdout.write(`The ten longest functions, in lines:\n${tail.join('\n')}\n`);
    expect(tail).toHaveLength(10);
  });
});
