import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Signer } from './signing-key';

const HEAD = 'head.json';

/** How far the log reached when it was last written to. */
export const Head = z.object({
  seq: z.number().int().min(0),
  hash: z.string(),
  at: z.number(),
  key: z.string().optional(),
  signature: z.string().optional(),
});
export type Head = z.output<typeof Head>;

export async function writeHead(
  directory: string,
  head: Pick<Head, 'seq' | 'hash' | 'at'>,
  signer: Signer | undefined,
): Promise<void> {
  const signed: Head =
    signer === undefined ? head : { ...head, key: signer.fingerprint, signature: signer.sign(signedHead(head)) };
  await writeFileAtomic(join(directory, HEAD), `${JSON.stringify(signed)}\n`, { mode: 0o600 });
}

/** `undefined` when there is none, or what is there is none. */
export async function readHead(directory: string): Promise<Head | undefined> {
  try {
    return Head.parse(JSON.parse(await readFile(join(directory, HEAD), 'utf8')));
  } catch {
    return undefined;
  }
}

export const signedHead = ({ seq, hash, at }: Pick<Head, 'seq' | 'hash' | 'at'>): string =>
  `secure-mcp-gateway activity head 1\n${seq} ${hash} ${at}`;
