import { listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The names of the fuses in `electron-builder.yml`. */
const FUSES = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
};

/** What stands in a program for a fuse: a character, as its code. */
const STATES = { ['0'.charCodeAt(0)]: 'false', ['1'.charCodeAt(0)]: 'true' };

const NATIVE = { linux: '-gnu', darwin: '', win32: '-msvc' };
/** Less than this cannot be a Node with a program in it. */
const SMALLEST_SHIM_BYTES = 30_000_000;
const LICENSES = ['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt', 'NODE-LICENSE.txt'];

const slashes = (path) => path.replaceAll('\\', '/').replace(/^\//, '');

/** Every file below a folder, with slashes; none where there is no such folder. */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => slashes(join(entry.parentPath ?? entry.path, entry.name).slice(folder.length)));
}

/** What the archive must hold, and nothing else: the build without what is for other ways to get the gateway. */
async function wantedInArchive(projectDir, nativeName) {
  const built = await filesBelow(join(projectDir, 'dist'));
  const isForOthers = (name) =>
    /\.(map|mcpb)$/.test(name) || /^(shim|packages)\//.test(name) || name === 'THIRD-PARTY-NOTICES.txt';
  const modules = ['keyring', nativeName].map((name) => `node_modules/@napi-rs/${name}`);
  const ofModules = await Promise.all(
    modules.map(async (folder) => (await filesBelow(join(projectDir, folder))).map((name) => `${folder}/${name}`)),
  );
  return new Set([
    'package.json',
    ...built.filter((name) => !isForOthers(name)).map((name) => `dist/${name}`),
    ...ofModules.flat().filter((name) => !/\.(md|ts)$/.test(name)),
  ]);
}

/** The keychain’s module is loaded by a program that cannot read archives. */
const isOutside = (name) => name.startsWith('node_modules/@napi-rs/');
const mustLieOutside = (name) => `${name} must lie outside of the archive`;

function archiveProblems(archive, wanted) {
  const names = listPackage(archive, { isPack: false });
  const files = names.filter((name) => statFile(archive, name.slice(1)).files === undefined);
  const held = new Set(files.map(slashes));
  const unpacked = files.filter((name) => statFile(archive, name.slice(1)).unpacked === true).map(slashes);
  const natives = [...wanted].filter((name) => name.endsWith('.node'));
  return [
    ...[...wanted].filter((name) => !held.has(name)).map((name) => `the archive has no ${name}`),
    ...[...held].filter((name) => !wanted.has(name)).map((name) => `${name} does not belong into the archive`),
    ...unpacked.filter((name) => !isOutside(name)).map((name) => `${name} must not lie outside of the archive`),
    ...[...wanted].filter((name) => isOutside(name) && held.has(name) && !unpacked.includes(name)).map(mustLieOutside),
    ...(natives.length === 1 ? [] : [`there must be one native module, not ${natives.length}`]),
  ];
}

async function shimProblems(resources, platform) {
  const path = join(resources, 'bin', `secure-mcp-gateway-stdio${platform === 'win32' ? '.exe' : ''}`);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [`the program for stdio clients is missing (${path})`];
  if (found.size < SMALLEST_SHIM_BYTES) return [`${path} is too small to have Node in it`];
  const isExecutable = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  return isExecutable ? [] : [`${path} is not executable`];
}

async function besideProblems(resources) {
  const beside = await filesBelow(resources);
  const licenses = LICENSES.map((name) => `licenses/${name}`).filter((name) => !beside.includes(name));
  return [
    ...licenses.map((name) => `${name} is missing`),
    ...(beside.some((name) => name.startsWith('tray/')) ? [] : ['the icons of the tray are missing']),
    ...beside.filter((name) => name.endsWith('.map')).map((name) => `${name} must not be shipped`),
  ];
}

/** What is wrong with the fuses of a program, as lines; `wanted` is `electronFuses` of the configuration. */
export async function fuseProblems(program, wanted) {
  const wire = await getCurrentFuseWire(program);
  return Object.entries(FUSES).flatMap(([name, index]) => {
    const state = STATES[wire[index]] ?? 'unknown';
    return state === String(wanted[name]) ? [] : [`the fuse ${name} is ${state}, not ${wanted[name]}`];
  });
}

/** What is wrong with what was packed, as lines. */
export async function packedProblems({ projectDir, resources, platform, arch }) {
  const nativeName = `keyring-${platform}-${arch}${NATIVE[platform]}`;
  const wanted = await wantedInArchive(projectDir, nativeName);
  return [
    ...archiveProblems(join(resources, 'app.asar'), wanted),
    ...(await shimProblems(resources, platform)),
    ...(await besideProblems(resources)),
  ];
}

/** Ends the packing with what was found, if something was. */
export function refuse(problems) {
  if (problems.length > 0) throw new Error(`What was packed must not be shipped:\n- ${problems.join('\n- ')}`);
}
