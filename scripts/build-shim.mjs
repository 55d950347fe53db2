import { chmod, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { fetchNode, ownNode, SEA_FUSE } from './packaging/node-binary.mjs';
import { runProgram } from './packaging/run-program.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const USAGE =
  'npm run build:shim -- [--platform linux|darwin|win32] [--arch x64|arm64] [--own-node] [--out-dir DIRECTORY]';
const OPTIONS = {
  platform: { type: 'string', default: process.platform },
  arch: { type: 'string', default: process.arch },
  'own-node': { type: 'boolean', default: false },
  'out-dir': { type: 'string', default: join(ROOT, 'dist/shim') },
};

/** The keychain’s module is native, so it lies beside the archive of the desktop that ships this program. */
const keychainBeside = {
  name: 'keychain-beside',
  enforce: 'pre',
  resolveId: (id) => (id === '@napi-rs/keyring' ? '\0keychain-beside' : undefined),
  load: (id) =>
    id === '\0keychain-beside'
      ? `import { createRequire } from 'node:module';
         import { join } from 'node:path';
         const beside = createRequire(join(process.execPath, '../../app.asar.unpacked/package.json'));
         export const { AsyncEntry } = beside('@napi-rs/keyring');`
      : undefined,
};

/** The program as one file that needs nothing but Node. A single executable takes CommonJS alone. */
async function bundle(folder) {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [keychainBeside],
    ssr: { noExternal: true },
    build: {
      outDir: folder,
      emptyOutDir: false,
      ssr: join(ROOT, 'main/headless/stdio.ts'),
      minify: false,
      target: ['es2023', 'node20'],
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'stdio.cjs', codeSplitting: false } },
    },
  });
  return join(folder, 'stdio.cjs');
}

/** The program in the form that a binary carries, made by the Node version that will read it. */
async function makeBlob(folder, { script, node }) {
  const output = join(folder, 'stdio.blob');
  const config = join(folder, 'sea.json');
  await writeFile(config, JSON.stringify({ main: script, output, disableExperimentalSEAWarning: true }));
  await runProgram(node, ['--experimental-sea-config', config]);
  return output;
}

/** What macOS does to programs is done where its tools are; elsewhere the packer for macOS signs what is made here. */
const codesign = async (...args) => {
  if (process.platform === 'darwin') await runProgram('codesign', args);
};

async function assemble(path, { node, blob, platform }) {
  await copyFile(node, path);
  await chmod(path, 0o755);
  // A signature does not survive what is put in, and an invalid one is worse than none.
  if (platform === 'darwin') await codesign('--remove-signature', path);
  const words = [path, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', SEA_FUSE];
  // A process of its own, whose remarks about sections without names are nobody's concern while it succeeds.
  await runProgram(process.execPath, [
    createRequire(import.meta.url).resolve('postject/dist/cli.js'),
    ...words,
    ...(platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : []),
  ]);
  // Apple silicon runs no program without a signature; the one of the release replaces this.
  if (platform === 'darwin') await codesign('--sign', '-', path);
}

/** It is asked for its version with nothing around it: no PATH, no home, no Node. */
async function tryOut(path, version) {
  const said = await runProgram(path, ['--version'], { env: {} });
  if (said.trim() !== version) throw new Error(`${path} says it is version ${said.trim()}, not ${version}`);
}

/** What a program with Node in it must be handed on with. */
const licenseText = async ({ license, version }) =>
  license === undefined
    ? `Node.js ${version} of the machine that made this, to try things out: not to be handed on.\n`
    : readFile(license, 'utf8');

async function buildShim({ platform, arch, 'own-node': useOwn, 'out-dir': outDir }) {
  const here = `${process.platform}-${process.arch}`;
  const target = `${platform}-${arch}`;
  if (useOwn && target !== here) throw new Error(`--own-node makes a program for ${here}, not for ${target}`);
  const node = await (useOwn ? ownNode() : fetchNode(target));
  const maker = useOwn || target === here ? node : await fetchNode(here);
  const folder = await mkdtemp(join(tmpdir(), 'smg-shim-'));
  const path = join(outDir, `secure-mcp-gateway-stdio-${target}${platform === 'win32' ? '.exe' : ''}`);
  try {
    await mkdir(outDir, { recursive: true });
    const blob = await makeBlob(folder, { script: await bundle(folder), node: maker.program });
    const making = `${path}.new`;
    await assemble(making, { node: node.program, blob, platform });
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    if (target === here) await tryOut(making, version);
    // Renamed into place: somebody may be running the old one.
    await rename(making, path);
    await writeFile(join(outDir, 'NODE-LICENSE.txt'), await licenseText(node));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { path, version: node.version };
}

try {
  const { path, version } = await buildShim(parseArgs({ options: OPTIONS }).values);
  process.stdout.write(`${path} (Node ${version})\n`);
} catch (failure) {
  process.stderr.write(`${failure.message}\n${failure.code?.startsWith('ERR_PARSE_ARGS') ? `${USAGE}\n` : ''}`);
  process.exitCode = 1;
}
