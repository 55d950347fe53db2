import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledPackages } from './packaging/bundled-packages.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const LINE = '-'.repeat(100);

const entryOf = ({ name, version, license, source }) =>
  `${name} ${version} (${license})${source === undefined ? '' : `, ${source}`}`;

const textOf = ({ text, license, author }) =>
  text === '' ? `It carries no text of its own. Licence: ${license}. Author: ${author ?? 'not named'}.` : text;

/** Packages that say the same share one text. */
function noticesOf(packages) {
  const byText = new Map();
  for (const one of packages) byText.set(textOf(one), [...(byText.get(textOf(one)) ?? []), one]);
  const blocks = [...byText].map(([text, ones]) => `${ones.map(entryOf).join('\n')}\n\n${text}\n`);
  const head = `Secure MCP Gateway contains the following ${packages.length} packages. Electron, Chromium and Node.js have\nfiles of their own beside this one.\n`;
  return [head, ...blocks].join(`\n${LINE}\n\n`);
}

try {
  const packages = await bundledPackages(join(ROOT, 'dist'));
  await writeFile(join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), noticesOf(packages));
  process.stdout.write(`dist/THIRD-PARTY-NOTICES.txt (${packages.length} packages)\n`);
} catch (failure) {
  process.stderr.write(`${failure.message}\n`);
  process.exitCode = 1;
}
