import { createInterface } from 'node:readline';
import { Writable, type Readable } from 'node:stream';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { AskPassphrase } from '../gateway/ports/secret-store';
import type { Io } from './io';

type Source = Pick<Io, 'stdin' | 'stderr'>;

/** More is no secret but a mistake. */
const MAX_BYTES = 1_000_000;

export const isTerminal = (stdin: Readable): boolean => 'isTTY' in stdin && stdin.isTTY === true;

/** What is typed without being shown, or all of stdin without its last newline. Never an argument: others could read it. */
export async function readSecret({ stdin, stderr }: Source, question: string): Promise<string> {
  return isTerminal(stdin) ? typeUnseen({ stdin, stderr }, question) : readAll(stdin);
}

/** For passphrases; absent where nobody is at a terminal. */
export function passphraseAsker(source: Source): { readonly askPassphrase?: AskPassphrase } {
  if (!isTerminal(source.stdin)) return {};
  return {
    async askPassphrase(question, { isNew }) {
      const typed = await typeUnseen(source, question);
      if (!isNew || (await typeUnseen(source, 'The same once more')) === typed) return typed;
      throw new GatewayError('invalid_params', 'The two were not the same; nothing was changed');
    },
  };
}

function typeUnseen({ stdin, stderr }: Source, question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Asked only once the terminal shows nothing any more.
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true, historySize: 0 });
  stderr.write(`${question}: `);
  return new Promise<string>((resolve, reject) => {
    const giveUp = () => reject(new GatewayError('cancelled', 'Nothing was entered; nothing was changed'));
    lines.once('line', resolve);
    lines.once('SIGINT', giveUp);
    lines.once('close', giveUp);
  }).finally(() => {
    lines.close();
    stderr.write('\n');
  });
}

async function readAll(stdin: Readable): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stdin) {
    const bytes = Buffer.from(part as Buffer);
    size += bytes.length;
    if (size > MAX_BYTES) throw new GatewayError('invalid_params', 'What stdin holds is too large for a secret');
    parts.push(bytes);
  }
  return Buffer.concat(parts)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
