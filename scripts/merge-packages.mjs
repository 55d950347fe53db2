import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** What the updater reads: a version and its files (electron-builder, `latest*.yml`). */
const isUpdateInfo = (name) => /^latest.*\.yml$/.test(name);

/** Machines of one system make one description each; the updater wants one with the files of all. */
function merged(infos, name) {
  const [first, ...others] = infos;
  const odd = others.find(({ version }) => version !== first.version);
  if (odd !== undefined) throw new Error(`${name} is of version ${first.version} and of ${odd.version}`);
  return { ...first, files: infos.flatMap(({ files }) => files) };
}

/** Brings the packages of all machines, a folder each, into one folder. */
async function mergePackages(from, to) {
  const folders = (await readdir(from, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const infos = new Map();
  const seen = new Set();
  await mkdir(to, { recursive: true });
  for (const { name: folder } of folders) {
    for (const name of await readdir(join(from, folder))) {
      const path = join(from, folder, name);
      if (isUpdateInfo(name)) {
        infos.set(name, [...(infos.get(name) ?? []), parse(await readFile(path, 'utf8'))]);
      } else if (seen.has(name)) {
        throw new Error(`Two machines have made ${name}`);
      } else {
        seen.add(name);
        await copyFile(path, join(to, name));
      }
    }
  }
  for (const [name, parts] of infos) await writeFile(join(to, name), stringify(merged(parts, name)));
}

const [from, to] = process.argv.slice(2);
try {
  if (from === undefined || to === undefined) throw new Error('node scripts/merge-packages.mjs FROM TO');
  await mergePackages(from, to);
} catch (failure) {
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = 1;
}
