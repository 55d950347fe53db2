import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';
import { SECRET_NAME, type SecretStoreStatus } from '../../gateway/ports/secret-store';
import { fixFor, secretsUnavailable } from './lib/secrets-unavailable';

/** One file for each secret, as containers are given them; a last newline is not part of it. */
export const fileSecrets = definePlugin({
  kind: 'secret-store',
  name: 'file',
  title: 'Files',
  options: z.strictObject({ directory: z.string().refine(isAbsolute, 'must be an absolute path') }),
  create({ directory }) {
    return {
      async read(name) {
        // A name has no separator and begins with a letter or digit, so it never leads out of the directory.
        if (!SECRET_NAME.test(name)) return undefined;
        try {
          return (await readFile(join(directory, name), 'utf8')).replace(/\r?\n$/, '');
        } catch (cause) {
          const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
          if (code === 'ENOENT' && (await isDirectory(directory))) return undefined;
          throw secretsUnavailable(
            'not-found',
            `The secret "${name}" cannot be read from ${directory} (${code})`,
            cause,
          );
        }
      },
      async status(): Promise<SecretStoreStatus> {
        const facts = { store: 'file', place: directory };
        if (await isDirectory(directory)) return { ...facts, ok: true };
        const detail = `${directory} is no directory that can be read`;
        return { ...facts, ok: false, reason: 'not-found', detail, fix: fixFor('not-found') };
      },
    };
  },
});

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
