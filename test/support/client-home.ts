import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openOperations } from '../../main/compose';
import type { LocalOperations } from '../../main/local-operations';

/** A home directory with clients in it, and the operations of a gateway that does not run. */
export interface ClientHome {
  readonly path: string;
  readonly data: string;
  readonly operations: LocalOperations;
  /** Writes a file below the home directory. */
  put(file: string, text: string): Promise<string>;
  text(file: string): Promise<string>;
  run<T>(operation: string, input: object): Promise<T>;
  remove(): Promise<void>;
}

export async function openClientHome(env: Record<string, string> = {}): Promise<ClientHome> {
  const path = await mkdtemp(join(tmpdir(), 'smg-home-'));
  const data = join(path, '.secure-mcp-gateway');
  const operations = await openOperations({ dataDirectory: data, env: { HOME: path, ...env } });
  await operations.administration.config.generate({ overwrite: false });
  return {
    path,
    data,
    operations,
    async put(file, text) {
      await mkdir(dirname(join(path, file)), { recursive: true });
      await writeFile(join(path, file), text);
      return join(path, file);
    },
    text: (file) => readFile(join(path, file), 'utf8'),
    run: <T>(operation: string, input: object) => operations.run(operation, input) as Promise<T>,
    remove: () => rm(path, { recursive: true, force: true }),
  };
}
