import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the build puts beside the programs, found from a built chunk as well as from the sources. */
export function shippedPath(name: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  // Beside the sources lies a folder of the same name that is not what the build made of it.
  const places = [join(here, '..', 'dist'), here, join(here, '..')];
  const found = places.map((place) => join(place, name)).find((path) => existsSync(path));
  return found ?? join(here, name);
}

/** The single executable that a packed desktop ships; Electron says where what lies beside its archive is. */
export function packedShim(): string | undefined {
  const { resourcesPath } = process as { readonly resourcesPath?: string };
  if (resourcesPath === undefined) return undefined;
  const name = 'secure-mcp-gateway-stdio';
  const shim = join(resourcesPath, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return existsSync(shim) ? shim : undefined;
}

/** Programs of ours that run as processes of their own. */
export const SHIPPED_PROGRAMS = ['echo-server', 'keychain-program'] as const;
export type ShippedProgram = (typeof SHIPPED_PROGRAMS)[number];

/** How one of them is started. A packed desktop is no Node, and nothing makes it one: its single executable has them too. */
export function shippedProgram(name: ShippedProgram): { readonly command: string; readonly args: readonly string[] } {
  const shim = packedShim();
  if (shim !== undefined) return { command: shim, args: ['--program', name] };
  return { command: process.execPath, args: [shippedPath(`${name}.js`)] };
}

/** The thread that judges large content. */
export const detectorWorkerPath = (): string => shippedPath('detector-worker.js');
