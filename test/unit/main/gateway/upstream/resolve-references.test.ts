import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resolveReferences } from '../../../../../main/gateway/upstream/resolve-references';

describe('resolving references', () => {
  it('replaces every environment variable, and leaves other text alone', () => {
    expect(resolveReferences('Bearer ${env:A}-${env:B} ${other} $A', { A: '1', B: '' })).toBe('Bearer 1- ${other} $A');
  });

  it('reads a file without its last newline', () => {
    const folder = mkdtempSync(join(tmpdir(), 'references-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'key'), 'value\n\n');
    expect(resolveReferences(`\${file:${folder}/key}`)).toBe('value\n');
  });

  it('does not resolve what a value happens to hold', () => {
    expect(resolveReferences('${env:A}', { A: '${env:B}', B: 'no' })).toBe('${env:B}');
  });

  it.each([
    ['${env:NOT_SET}', 'the environment variable NOT_SET is not set'],
    ['${file:/no/such/file}', 'the file cannot be read (ENOENT)'],
    ['${file:relative}', 'the path must be absolute'],
    ['${secret:KEY}', 'no secret store is configured'],
  ])('refuses %s: %s', (text, cause) => {
    expect(() => resolveReferences(text, {})).toThrow(`${text} cannot be resolved: ${cause}`);
  });
});
