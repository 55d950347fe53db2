import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = resolve(dirname(fileURLToPath(import.meta.url)), '../../node_modules/.cache');
const FOLDER = join(CACHE, 'conformance');
const SUITE = { name: '@modelcontextprotocol/conformance', version: '0.2.0-alpha.12' };
/** The suite needs what came with Node 22; the product does not, so it gets one of its own. */
const NODE_MAJOR = 22;
const NODE_VERSION = '22.23.3';

/** The package `node` fetches this one when it is installed; named directly, no install script has to run. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return { name: `${prefix}-${platform}-${process.arch}`, version: NODE_VERSION };
}

function runNpm(args) {
  const isWindows = process.platform === 'win32';
  return new Promise((done, fail) => {
    const npm = spawn(isWindows ? 'npm.cmd' : 'npm', args, { stdio: ['ignore', 'ignore', 'pipe'], shell: isWindows });
    let said = '';
    npm.stderr.on('data', (part) => (said += part));
    npm.once('error', fail);
    npm.once('exit', (code) => (code === 0 ? done() : fail(new Error(`npm ended with code ${code}:\n${said}`))));
  });
}

function isInstalled(folder, { name, version }) {
  const path = join(folder, 'node_modules', name, 'package.json');
  return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).version === version;
}

/** Installs in a folder beside and renames it, so that a run that breaks off leaves nothing half done. */
async function install(packages) {
  const beside = `${FOLDER}-${process.pid}`;
  try {
    await mkdir(beside, { recursive: true });
    const dependencies = Object.fromEntries(packages.map(({ name, version }) => [name, version]));
    await writeFile(join(beside, 'package.json'), JSON.stringify({ private: true, dependencies }));
    await runNpm(['install', '--prefix', beside, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    await rm(FOLDER, { recursive: true, force: true });
    await rename(beside, FOLDER);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Installs the official conformance suite, and a Node that can run it, unless they are there. */
export async function installSuite() {
  const isNodeNew = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
  const packages = [SUITE, ...(isNodeNew ? [] : [nodePackage()])];
  if (!packages.every((one) => isInstalled(FOLDER, one))) await install(packages);
  const modules = join(FOLDER, 'node_modules');
  const bin = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const suite = join(modules, SUITE.name);
  return {
    node: isNodeNew ? process.execPath : join(modules, nodePackage().name, bin),
    program: join(suite, 'dist/index.js'),
    requirements: join(suite, 'requirements'),
    /** The suite's own YAML reader. */
    yaml: createRequire(join(suite, 'package.json'))('yaml'),
  };
}
