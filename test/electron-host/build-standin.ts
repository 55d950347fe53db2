import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

let built: Promise<string> | undefined;

/** The stand-in as Node 20 can load it; resolves with the path of its start. Each process of tests has one of its own. */
export function buildStandIn(): Promise<string> {
  built ??= run(join(ROOT, `node_modules/.electron-host/${process.pid}`));
  return built;
}

async function run(folder: string): Promise<string> {
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
