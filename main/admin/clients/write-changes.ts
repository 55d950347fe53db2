import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { writeClientFile } from './client-file';
import type { ConnectionStore } from './connection-record';
import type { FileChange } from './plan-edits';
import { unifiedDiff } from './unified-diff';

/** What became of one file. */
export interface WrittenFile {
  readonly path: string;
  readonly change: 'created' | 'changed' | 'deleted' | 'unchanged' | 'left';
  readonly diff: string;
  readonly backup?: string;
  readonly problem?: string;
}

export function describeChange({ path, file, after }: FileChange): Pick<WrittenFile, 'path' | 'change' | 'diff'> {
  const diff = unifiedDiff(path, file.text, after);
  if (file.text === after) return { path, change: 'unchanged', diff };
  if (after === undefined) return { path, change: 'deleted', diff };
  return { path, change: file.text === undefined ? 'created' : 'changed', diff };
}

/** Writes all files or none: what was written before one failed is put back. */
export async function writeAll(
  changes: readonly FileChange[],
  { backups }: ConnectionStore,
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  try {
    for (const change of changes) written.push(await write(change, backups));
  } catch (failure) {
    for (const { file, after } of changes.slice(0, written.length).reverse()) {
      await writeClientFile({ ...file, text: after }, file.text, backups).catch(() => undefined);
    }
    throw failure;
  }
  return written;
}

/** Writes what can be written; what cannot is left and says why. */
export async function writeEach(
  changes: readonly FileChange[],
  { backups }: ConnectionStore,
): Promise<readonly WrittenFile[]> {
  const written: WrittenFile[] = [];
  for (const change of changes) {
    try {
      written.push(await write(change, backups));
    } catch (failure) {
      const problem = failure instanceof GatewayError ? failure.message : describeCause(failure);
      written.push({ path: change.path, change: 'left', diff: '', problem });
    }
  }
  return written;
}

async function write(change: FileChange, backups: string): Promise<WrittenFile> {
  const backup = await writeClientFile(change.file, change.after, backups);
  return { ...describeChange(change), ...(backup === undefined ? {} : { backup }) };
}
