import { build } from 'electron-builder';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { runProgram } from './packaging/run-program.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const USAGE = `npm run pack | npm run dist [-- OPTION…]
  --dir              only what would be put into packages, as a folder (npm run pack)
  --target NAME      one kind of package: dmg, zip, nsis, AppImage, deb, rpm; may be repeated
  --arch x64|arm64   default: that of this machine
  --signed           fail where the package cannot be signed, and on macOS notarised
  --own-node         make the program for stdio clients with this Node, to try things out
  --no-build         take dist as it is
  --out-dir PATH     default: dist/packages
  --electron-dist PATH  an Electron that lies there instead of one that is fetched`;

const OPTIONS = {
  dir: { type: 'boolean', default: false },
  target: { type: 'string', multiple: true },
  arch: { type: 'string', default: process.arch },
  signed: { type: 'boolean', default: false },
  'own-node': { type: 'boolean', default: false },
  'no-build': { type: 'boolean', default: false },
  'out-dir': { type: 'string', default: join(ROOT, 'dist/packages') },
  'electron-dist': { type: 'string' },
};

async function runScript(...words) {
  process.stderr.write(await runProgram(process.execPath, words, { cwd: ROOT }));
}

/** Signing wants its inputs at the time of the build alone, and says at once which are missing. */
function checkSigning() {
  const wanted = {
    darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
    win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
    linux: [],
  }[process.platform];
  const missing = wanted.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`--signed needs ${missing.join(', ')} in the environment`);
}

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

/** Where releases are: what packages name as their home, and where the program looks for newer ones. */
function releaseConfig(targets) {
  const repository = process.env['RELEASE_REPOSITORY'];
  if (repository === undefined) {
    const asking = targets.filter((name) => ['deb', 'rpm'].includes(name));
    if (asking.length === 0) return {};
    throw new Error(`${asking.join(' and ')} must name a home page: set RELEASE_REPOSITORY to owner/name on GitHub`);
  }
  if (!REPOSITORY.test(repository)) throw new Error(`RELEASE_REPOSITORY must be owner/name, not ${repository}`);
  const [owner, repo] = repository.split('/');
  return {
    extraMetadata: { homepage: `https://github.com/${repository}` },
    publish: [{ provider: 'github', owner, repo, releaseType: 'draft' }],
  };
}

/** What differs from the file: where things come from and go, and what is signed. */
function ownConfig({ signed, 'out-dir': output, 'electron-dist': electronDist }) {
  return {
    directories: { output: resolve(output) },
    forceCodeSigning: signed && process.platform !== 'linux',
    mac: { notarize: signed, ...(signed ? {} : { identity: null }) },
    ...(electronDist === undefined ? {} : { electronDist: resolve(electronDist) }),
  };
}

/** Builds, packs and checks; resolves with the files that came of it. */
async function pack(options) {
  const { dir, target, arch, signed, 'own-node': isTrial } = options;
  if (isTrial && !dir) throw new Error('--own-node is for trying things out, with --dir');
  if (signed) checkSigning();
  const file = parse(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8'));
  const platform = { darwin: 'mac', win32: 'win', linux: 'linux' }[process.platform];
  const targets = dir ? ['dir'] : (target ?? file[platform].target);
  const config = { ...ownConfig(options), ...releaseConfig(targets) };
  if (!options['no-build']) {
    await runScript('node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'warn');
  }
  await runScript('scripts/third-party-notices.mjs');
  await runScript('scripts/build-shim.mjs', '--arch', arch, ...(isTrial ? ['--own-node'] : []));
  return build({
    projectDir: ROOT,
    [platform]: targets,
    [arch]: true,
    publish: 'never',
    config,
  });
}

try {
  const files = await pack(parseArgs({ options: OPTIONS }).values);
  process.stdout.write(files.length === 0 ? '' : `${files.join('\n')}\n`);
} catch (failure) {
  process.stderr.write(`${failure.message}\n${failure.code?.startsWith('ERR_PARSE_ARGS') ? `${USAGE}\n` : ''}`);
  // The packer has set the code of its own exit by now.
  process.exit(1);
}
