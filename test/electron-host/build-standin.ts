import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCES = join(import.meta.dirname, 'standin');
// Below node_modules, so that it finds its packages.
const BUILT = join(ROOT, 'node_modules/.electron-host');
let standIn: Promise<string> | undefined;

/** The stand-in as Node 20 can load it: the path of its start. It is built once for all that run the same sources. */
export function buildStandIn(): Promise<string> {
  standIn ??= buildOnce();
  return standIn;
}

async function buildOnce(): Promise<string> {
  const folder = join(BUILT, await digestOfSources());
  const start = join(folder, 'start.js');
  if (existsSync(start)) return start;
  const beside = join(BUILT, randomUUID());
  await buildInto(beside);
  await rename(beside, folder).catch(async (failure: unknown) => {
    // Somebody else was faster.
    await rm(beside, { recursive: true, force: true });
    if (!existsSync(start)) throw failure;
  });
  return start;
}

/** Of all that it may be built from. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of [SOURCES, join(ROOT, 'shared')]) {
    const names = await readdir(folder, { recursive: true });
    for (const name of names.filter((each) => each.endsWith('.ts')).sort()) {
      hash.update(name).update(await readFile(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

async function buildInto(folder: string): Promise<void> {
  const at = (name: string): string => join(SOURCES, `${name}.ts`);
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: [] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: { start: at('start'), electron: at('electron') },
        external: ['playwright-core'],
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}
