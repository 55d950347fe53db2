import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

/** The stand-in as Node 20 can load it; resolves with the path of its start, in a folder that nothing else uses. */
export async function buildStandIn(): Promise<string> {
  // Below node_modules, so that it finds its packages.
  const folder = join(ROOT, 'node_modules/.electron-host', randomUUID());
  const at = (name: string): string => join(import.meta.dirname, 'standin', `${name}.ts`);
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
  return join(folder, 'start.js');
}
