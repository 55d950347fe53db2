import { copyFile, mkdir, mkdtemp, appendFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

/** Where Electron’s binary keeps its fuses: this word, a version, the number of fuses and one letter for each (docs/tutorial/fuses.md). */
const FUSE_WORD = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const AS_SHIPPED = '10111010';

/** A folder that has of Electron for Linux what a packer needs: no program that could open a window. */
export async function electronStandIn(version: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'electron-stand-in-'));
  const program = join(path, 'electron');
  await copyFile('/bin/true', program);
  const head = Buffer.from([1, AS_SHIPPED.length]);
  await appendFile(program, Buffer.concat([Buffer.from(FUSE_WORD), head, Buffer.from(AS_SHIPPED)]));
  for (const folder of ['resources', 'locales', 'app']) await mkdir(join(path, folder));
  await writeFile(join(path, 'app/main.js'), '');
  await createPackage(join(path, 'app'), join(path, 'resources/default_app.asar'));
  await rm(join(path, 'app'), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) await writeFile(join(path, name), 'Electron\n');
  await writeFile(join(path, 'locales/en-US.pak'), '');
  await writeFile(join(path, 'version'), version);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
