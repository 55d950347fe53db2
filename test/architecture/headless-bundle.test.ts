import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';
import { filesUnder, read, ROOT } from './tree';

const run = promisify(execFile);

const MODULE_SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]+)\1/g;

/** The modules that a built file asks for when it runs or when it reaches a lazy import. */
function specifiersOf(path: string): readonly string[] {
  return [...read(path).matchAll(MODULE_SPECIFIER)].map((match) => match[2]!);
}

/** A built file and every chunk that can be reached from it. */
function reachableFrom(entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const folder = path.slice(0, path.lastIndexOf('/'));
    const chunks = new Set(filesUnder(['dist'], ['.js']));
    waiting.push(
      ...specifiersOf(path)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => join(folder, specifier))
        .filter((chunk) => chunks.has(chunk)),
    );
  }
  return reached;
}

describe('the headless bundle', () => {
  beforeAll(async () => {
    await builtFile('headless.js');
  });

  it('knows no Electron', () => {
    for (const path of reachableFrom('dist/headless.js')) {
      expect(specifiersOf(path).filter((specifier) => /^electron(\/|$)/.test(specifier))).toEqual([]);
    }
  });

  it('needs nothing but Node beside it', () => {
    const imports = /^(?:import|export)\b[^;\n]*?\bfrom\s*["']([^"'\n]+)["']|^import\s*["']([^"'\n]+)["']/gm;
    for (const path of reachableFrom('dist/headless.js')) {
      const asked = [...read(path).matchAll(imports)].map((match) => match[1] ?? match[2]!);
      expect(asked.filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))).toEqual([]);
    }
  });

  it('is a command', async () => {
    const path = join(ROOT, 'dist/headless.js');
    expect(read('dist/headless.js')).toMatch(/^#!\/usr\/bin\/env node\n(?!#!)/);
    expect(() => accessSync(path, constants.X_OK)).not.toThrow();
    const { stdout } = await run(process.execPath, [path, '--help'], { timeout: 20_000 });
    expect(stdout).toContain('secure-mcp-gateway');
  });
});
