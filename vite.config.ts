import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

const COMMANDS = ['headless', 'stdio'];
/** One for each kind of window. */
const PRELOADS = ['main', 'approval', 'crash'];
/** Electron brings itself; the keychain is spoken to by a native module, which only a secret in a vault needs. */
const NOT_BUNDLED = ['electron', '@napi-rs/keyring'];
const SHEBANG = '#!/usr/bin/env node';

const thinEntry = at('main/headless/stdio.ts');

const mainEntries = {
  headless: at('main/headless/main.ts'),
  ...(existsSync(thinEntry) ? { stdio: thinEntry } : {}),
  'echo-server': at('main/bundled-servers/echo.ts'),
  'detector-worker': at('main/plugins/guardrail/lib/worker/main.ts'),
  'keychain-program': at('main/plugins/secret-store/lib/keychain-program/main.ts'),
  electron: at('main/electron/main.ts'),
};

/** Everything but Node, Electron and the keychain module goes into the files we ship, so that they run with no node_modules beside them. */
function nodeProgram(input: Record<string, string>, format: 'es' | 'cjs'): EnvironmentOptions {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    consumer: 'server',
    keepProcessEnv: true,
    // CommonJS packages ask for these; inside an ES module nobody answers.
    define: format === 'es' ? { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' } : {},
    resolve: { noExternal: true, external: NOT_BUNDLED },
    build: {
      outDir: at('dist'),
      emptyOutDir: false,
      copyPublicDir: false,
      ssr: true,
      sourcemap: true,
      minify: false,
      target: ['es2023', 'node20'],
      // Sizes matter to what is downloaded; this is read from disk.
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input,
        external: NOT_BUNDLED,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
          banner: (chunk) => (chunk.isEntry && COMMANDS.includes(chunk.name) ? SHEBANG : ''),
        },
      },
    },
  };
}

/** Sandboxed preloads must be CommonJS, and can load nothing: each is built by itself, so that they share no chunk. */
function preloadProgram(window: string): EnvironmentOptions {
  return nodeProgram({ [`${window}-preload`]: at(`preload/${window}.ts`) }, 'cjs');
}

const executableCommands: Plugin = {
  name: 'executable-commands',
  async writeBundle(_, bundle) {
    for (const file of COMMANDS.map((name) => `${name}.js`)) {
      if (file in bundle) await chmod(at(`dist/${file}`), 0o755);
    }
  },
};

/** The engine keeps a file in memory twice as wide when a single character of it lies beyond Latin-1. */
const narrowSources: Plugin = {
  name: 'narrow-sources',
  applyToEnvironment: ({ name }) => name !== 'client',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) {
      if (part.type === 'chunk') part.code = part.code.replace(/[^\0-\xff]/g, escapeCharacter);
    }
  },
};

const escapeCharacter = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const environments: Record<string, EnvironmentOptions> = {
  client: {
    build: {
      outDir: at('dist/renderer'),
      emptyOutDir: true,
      sourcemap: true,
      target: 'es2023',
      // A strict content policy has no `data:` sources.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: at('renderer/index.html'),
          approval: at('renderer/approval.html'),
          crash: at('renderer/crash.html'),
        },
        // Components say where they run; here they all run in a browser.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
  },
  main: nodeProgram(mainEntries, 'es'),
  ...Object.fromEntries(PRELOADS.map((name) => [`${name}Preload`, preloadProgram(name)])),
};

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [executableCommands, narrowSources],
  environments,
  builder: {
    async buildApp(builder) {
      await rm(at('dist'), { recursive: true, force: true });
      for (const name of Object.keys(environments)) await builder.build(builder.environments[name]!);
    },
  },
});
