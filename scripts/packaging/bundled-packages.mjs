import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Not bundled, but shipped beside the bundles: the keychain’s module, and the one with its native part. */
const SHIPPED_WHOLE = '@napi-rs';
/** A file of a package, up to the innermost package folder. */
const IN_PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** What may be handed on with a notice alone. Another licence wants a decision, not a line in a list. */
const NOTICE_IS_ENOUGH = new Set(
  ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense'].concat([
    'MIT-0',
    'Python-2.0',
    'Zlib',
  ]),
);

const LICENSE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/** The folders of all packages of which something is in `dist`: the source maps of the build say so. */
async function packageFolders(dist) {
  const names = await readdir(dist, { recursive: true });
  const maps = names.filter((name) => name.endsWith('.map'));
  if (maps.length === 0) throw new Error(`${dist} has no source maps; build first`);
  const folders = new Set();
  for (const name of maps) {
    const path = join(dist, name);
    const { sources, sourceRoot = '' } = JSON.parse(await readFile(path, 'utf8'));
    for (const source of sources) {
      const file = resolve(dirname(path), sourceRoot, source ?? '').replaceAll('\\', '/');
      const folder = IN_PACKAGE.exec(file)?.[1];
      if (folder !== undefined) folders.add(folder);
    }
  }
  const native = join(ROOT, 'node_modules', SHIPPED_WHOLE);
  for (const name of await readdir(native)) folders.add(join(native, name));
  return folders;
}

async function describePackage(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, author, repository } = manifest;
  const files = (await readdir(folder))
    .filter((file) => LICENSE_FILE.test(file) && !/\.(js|ts|json)$/.test(file))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return {
    name,
    version,
    license: typeof license === 'string' ? license : license?.type,
    author: typeof author === 'string' ? author : author?.name,
    source: (typeof repository === 'string' ? repository : repository?.url)?.replace(/^git\+/, ''),
    text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n'),
  };
}

const mayBeShipped = (license) =>
  license !== undefined &&
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => NOTICE_IS_ENOUGH.has(part.trim())));

/** Every package that is handed on with the product, by name. Rejects when one may not be. */
export async function bundledPackages(dist) {
  const folders = await packageFolders(dist);
  const real = new Set(await Promise.all([...folders].map((folder) => realpath(folder))));
  const packages = await Promise.all([...real].map(describePackage));
  const unclear = packages.filter(({ license }) => !mayBeShipped(license));
  if (unclear.length > 0) {
    const named = unclear.map(({ name, version, license }) => `${name} ${version} (${license ?? 'none'})`);
    throw new Error(`The licence of these bundled packages is not known to be fine: ${named.join(', ')}`);
  }
  return packages.sort((one, other) =>
    `${one.name} ${one.version}`.localeCompare(`${other.name} ${other.version}`, 'en'),
  );
}
