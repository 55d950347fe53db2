import spawn from 'cross-spawn';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './run-program.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = resolve(HERE, '../../node_modules/.cache/node-binaries');

/** Where every official binary keeps the word that says whether something was put into it. */
export const SEA_FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** The pinned Node of a target, such as `linux-x64`: its program and its licence. It comes from the npm registry once, and its content is compared. */
export async function fetchNode(target) {
  const { version, packages } = JSON.parse(await readFile(join(HERE, 'node-binaries.json'), 'utf8'));
  const wanted = packages[target];
  if (wanted === undefined) {
    throw new Error(`There is no Node for ${target}; there is one for ${Object.keys(packages).join(', ')}`);
  }
  const home = join(CACHE, `${target}-${version}`);
  const isWindows = target.startsWith('win32');
  const program = join(home, isWindows ? 'bin/node.exe' : 'bin/node');
  // The package for Windows has no licence in it; it is the same for every system.
  const parts = isWindows ? ['package/bin'] : ['package/bin', 'package/LICENSE'];
  if (!existsSync(program)) await download(home, { ...wanted, version, parts });
  const license = isWindows ? (await fetchNode('linux-x64')).license : join(home, 'LICENSE');
  return { program, license, version };
}

async function download(home, { name, version, integrity, parts }) {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'new-'));
  try {
    const packed = spawn.sync('npm', ['pack', `${name}@${version}`, '--json', '--pack-destination', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (packed.status !== 0) throw new Error(`npm did not bring ${name}@${version}: ${packed.stderr.trim()}`);
    const [{ filename }] = JSON.parse(packed.stdout);
    const archive = join(folder, filename);
    const sha512 = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (`sha512-${sha512}` !== integrity) throw new Error(`${name}@${version} is not what it was when it was pinned`);
    await runProgram('tar', ['-xzf', archive, '-C', folder, ...parts]);
    // Renamed into place, so that what is in the cache is whole.
    await rename(join(folder, 'package'), home).catch((failure) => {
      if (!existsSync(home)) throw failure;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The Node that runs this, if it can stand alone: some systems ship one whose parts are libraries. */
export async function ownNode() {
  const program = process.execPath;
  if (!(await readFile(program)).includes(SEA_FUSE)) {
    throw new Error(`${program} cannot be made into a single executable; leave --own-node out to fetch one that can`);
  }
  return { program, license: undefined, version: process.versions.node };
}
