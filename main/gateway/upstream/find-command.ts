import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

export interface CommandSearch {
  readonly cwd: string;
  readonly path: string;
  /** Windows: the endings that make a file a program. */
  readonly pathExt?: string;
}

/** The file that a command names, as a shell would find it; `undefined` when there is none to run. */
export function findCommand(command: string, search: CommandSearch): string | undefined {
  const endings = search.pathExt === undefined ? [''] : ['', ...search.pathExt.split(';')];
  const isPath =
    isAbsolute(command) || command.includes('/') || (search.pathExt !== undefined && command.includes('\\'));
  const folders = isPath ? [''] : search.path.split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.map((folder) => (isPath ? resolve(search.cwd, command) : join(folder, command)));
  return candidates.flatMap((file) => endings.map((ending) => file + ending)).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
