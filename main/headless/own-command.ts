import { basename, delimiter, dirname } from 'node:path';
import { PRODUCT } from '../../shared/product';

/** The words that start this program again, from anywhere: its name where that is installed, else Node and the file. */
export function ownCommand(facts: {
  readonly execPath: string;
  /** Absolute, as it was started: a link is not followed. */
  readonly script: string;
  readonly path: string | undefined;
}): readonly [string, ...string[]] {
  const { execPath, script, path = '' } = facts;
  // npm puts node_modules/.bin on the path of what it runs; nobody else finds it there.
  const directories = path.split(delimiter).filter((directory) => !directory.includes('node_modules'));
  const isInstalled = basename(script) === PRODUCT.name && directories.includes(dirname(script));
  return isInstalled ? [PRODUCT.name] : [execPath, script];
}
