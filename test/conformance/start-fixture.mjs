import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopProcess } from '../../scripts/temporary-gateway.mjs';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'fixture');

/** How a gateway starts a fixture that speaks over stdio. */
export const stdioFixture = (file, args = []) => ({ command: process.execPath, args: [join(FOLDER, file), ...args] });

/** Starts a fixture that serves HTTP on a port of its own. */
export async function startFixture(file, args = []) {
  const child = spawn(process.execPath, [join(FOLDER, file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The fixture ${file} ended with code ${code}`);
  });
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  return { url: String(line).trim(), stop: () => stopProcess(child) };
}
