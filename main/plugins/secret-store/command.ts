import { execFile } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';
import { SECRET_NAME } from '../../gateway/ports/secret-store';
import { secretsUnavailable } from './lib/secrets-unavailable';

const MAX_BYTES = 1_000_000;

/** Asks a program, such as that of a password manager; its stdout without a last newline is the secret. */
export const commandSecrets = definePlugin({
  kind: 'secret-store',
  name: 'command',
  title: 'A program of your own',
  options: z.strictObject({
    command: z.string().refine(isAbsolute, 'must be an absolute path'),
    /** `{name}` stands for the name of the secret. */
    args: z.array(z.string()).default(['{name}']),
    /** Seconds. */
    timeout: z.number().positive().max(300).default(20),
    /** Exit codes that mean “there is none of this name”; any other but 0 is a failure. */
    absentCodes: z.array(z.number().int().min(1).max(255)).default([]),
  }),
  create({ command, args, timeout, absentCodes }) {
    const ask = (name: string): Promise<string | undefined> =>
      new Promise((resolve, reject) => {
        // No shell, and no word of the name can be an option: it begins with a letter or digit.
        const words = args.map((word) => word.replaceAll('{name}', name));
        const options = { timeout: timeout * 1_000, maxBuffer: MAX_BYTES, windowsHide: true };
        execFile(command, words, options, (failure, stdout) => {
          if (failure === null) return resolve(stdout.replace(/\r?\n$/, ''));
          const { code } = failure;
          if (typeof code === 'number' && absentCodes.includes(code)) return resolve(undefined);
          const why = failure.killed === true ? `took longer than ${timeout} s` : `ended with ${String(code)}`;
          // Neither its output nor the error itself is kept: both may hold the secret.
          reject(secretsUnavailable('failed', `${command}, asked for the secret "${name}", ${why}`));
        });
      });
    return {
      read: (name) => (SECRET_NAME.test(name) ? ask(name) : Promise.resolve(undefined)),
      status: () => Promise.resolve({ store: 'command', ok: true, place: command }),
    };
  },
});
