import { execFile, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { adminTokenOf } from '../support/admin-token';
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

interface Served {
  readonly consoleUrl: string;
  readonly version: string;
  readonly dataDirectory: string;
}

/** Starts the bundle on a directory of its own, until the test has finished; resolves with what it says about itself. */
async function serve(): Promise<Served> {
  const directory = await mkdtemp(join(tmpdir(), 'headless-'));
  const options = ['--data-dir', directory, '--port', '0', '--admin-port', '0', '--json'];
  const child = spawn(process.execPath, [join(ROOT, 'dist/headless.js'), 'serve', ...options]);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(directory, { recursive: true, force: true });
  });
  let said = '';
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(`It ended: ${complaint}`)));
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.trimEnd().endsWith('\n}')) resolve(JSON.parse(said) as Served);
    });
  });
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

  it('serves, with everything that it loads on the way', async () => {
    const { consoleUrl, version, dataDirectory } = await serve();
    const { origin } = new URL(consoleUrl);
    const headers = { authorization: `Bearer ${adminTokenOf(dataDirectory)}` };
    expect(await (await fetch(`${origin}/health`)).json()).toEqual({ status: 'ok', version });
    expect(await (await fetch(`${origin}/api/v1/status`, { headers })).json()).toMatchObject({
      data: { version },
    });
    expect(await (await fetch(origin)).text()).toContain('<title>Secure MCP Gateway</title>');
  });
});
