import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { withFileLock } from '../../gateway/config/file-lock';
import { hashOf } from './client-file';

const FileRecord = z.strictObject({
  /** SHA-256 of the entry that we wrote. */
  entryHash: z.string(),
  /** SHA-256 of the whole text after we wrote it. */
  textHash: z.string(),
});

const ConnectionRecord = z.strictObject({
  keyId: z.string(),
  transport: z.enum(['stdio', 'http']),
  connectedAt: z.string(),
  /** By path. */
  files: z.record(z.string(), FileRecord),
});

const Records = z.strictObject({ version: z.literal(1), connections: z.record(z.string(), ConnectionRecord) });

/** What is written to files of a client, by whom it was made and how to find out whether somebody changed it. */
export type ConnectionRecord = z.output<typeof ConnectionRecord>;
export type FileRecord = z.output<typeof FileRecord>;

const Original = z.strictObject({
  /** What the file would be without us; null: it would not be. */
  text: z.string().nullable(),
  /** Servers that were moved into the gateway, as they stood. */
  moved: z.record(z.string(), z.record(z.string(), z.unknown())),
});
/** Kept apart, since it holds what the client’s file held. */
export type Original = z.output<typeof Original>;

/** What we know of the clients that are connected, in the data directory. */
export interface ConnectionStore {
  readonly backups: string;
  /** One at a time, across processes. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  read(): Promise<Readonly<Record<string, ConnectionRecord>>>;
  save(client: string, record: ConnectionRecord | undefined): Promise<void>;
  original(client: string, path: string): Promise<Original | undefined>;
  keepOriginal(client: string, path: string, original: Original | undefined): Promise<void>;
}

export function openConnectionStore(dataDirectory: string): ConnectionStore {
  const root = join(dataDirectory, 'clients');
  const path = join(root, 'connections.json');
  const originalPath = (client: string, file: string) =>
    join(root, 'originals', `${client}-${hashOf(file).slice(0, 12)}.json`);
  const prepare = () => mkdir(join(root, 'originals'), { recursive: true, mode: 0o700 });
  const read = async (): Promise<Readonly<Record<string, ConnectionRecord>>> =>
    (await readJson(path, Records))?.connections ?? {};
  return {
    backups: join(root, 'backups'),
    async exclusively(work) {
      await prepare();
      return withFileLock(path, work);
    },
    read,
    async save(client, record) {
      await prepare();
      const { [client]: _, ...others } = await read();
      const connections = record === undefined ? others : { ...others, [client]: record };
      await writeFileAtomic(path, `${JSON.stringify({ version: 1, connections }, undefined, 2)}\n`, { mode: 0o600 });
    },
    original: (client, file) => readJson(originalPath(client, file), Original),
    async keepOriginal(client, file, original) {
      await prepare();
      const place = originalPath(client, file);
      if (original === undefined) await rm(place, { force: true });
      else await writeFileAtomic(place, `${JSON.stringify(original)}\n`, { mode: 0o600 });
    },
  };
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) return undefined;
    throw new GatewayError('operation_failed', `${path} cannot be read: ${describeCause(cause)}`, { path }, { cause });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    // Going on as if nothing were connected would leave keys and entries behind.
    const message = `${path} is damaged; what it says about connected clients cannot be read. Move it away to begin anew`;
    throw new GatewayError('operation_failed', message, { path }, { cause });
  }
}
