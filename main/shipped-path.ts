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

/** The thread that judges large content. */
export const detectorWorkerPath = (): string => shippedPath('detector-worker.js');
