import { hash } from 'node:crypto';
import { appendFile, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ActivityRecord } from '../../../shared/model/activity';
import { definePlugin } from '../../gateway/ports/plugin';
import type { TelemetrySink } from '../../gateway/ports/telemetry-sink';

const FLUSH_MS = 200;
/** What waits for a disk that takes nothing; beyond it records are lost, and the chain shows it. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
const FILE = /^\d{4}-\d{2}-\d{2}\.jsonl$/;

/**
 * Appends one JSON line per request to `activity/<day>.jsonl`. Each line holds the SHA-256 of the line before it,
 * so that a line that was changed or taken out later shows. Nobody waits for the disk; what it did not take is
 * written again later, and `flush` rejects until then.
 */
export const activityLog = definePlugin({
  kind: 'telemetry',
  name: 'activity-log',
  title: 'Activity log',
  options: z.strictObject({}).default({}),
  async create(_options, { dataDirectory, onDispose }): Promise<TelemetrySink> {
    const directory = join(dataDirectory, 'activity');
    let previous = await lastHash(directory);
    let lines = new Map<string, string>();
    let writing = Promise.resolve();
    let timer: NodeJS.Timeout | undefined;

    async function write(): Promise<void> {
      const batch = lines;
      lines = new Map();
      for (const [file, text] of batch) {
        try {
          await append(directory, file, text);
          batch.delete(file);
        } catch (failure) {
          for (const [kept, before] of batch) putBack(kept, before);
          throw failure;
        }
      }
    }

    function putBack(file: string, before: string): void {
      const after = lines.get(file) ?? '';
      if (before.length + after.length <= MAX_WAITING_BYTES) lines.set(file, before + after);
    }

    function flush(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      // One failed write must not be the end of all that follow.
      writing = writing.catch(() => undefined).then(write);
      return writing;
    }
    onDispose(flush);

    return {
      record(record: ActivityRecord) {
        const line = `${JSON.stringify(record).slice(0, -1)},"previous":"${previous}"}`;
        previous = hashOf(line);
        const file = `${new Date(record.at).toISOString().slice(0, 10)}.jsonl`;
        lines.set(file, `${lines.get(file) ?? ''}${line}\n`);
        timer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_MS).unref();
      },
      flush,
    };
  },
});

const hashOf = (line: string): string => hash('sha256', line, 'hex');

async function append(directory: string, file: string, text: string): Promise<void> {
  const path = join(directory, file);
  try {
    await appendFile(path, text, { mode: 0o600 });
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await appendFile(path, text, { mode: 0o600 });
  }
}

/** The chain goes on across restarts and days; a log that was cleared begins a new one. */
async function lastHash(directory: string): Promise<string> {
  const files = (await readdir(directory).catch(() => [])).filter((name) => FILE.test(name)).sort();
  const newest = files.at(-1);
  if (newest === undefined) return '';
  const path = join(directory, newest);
  const { text, isTorn } = await readEnd(path);
  // A line that a crash cut off ends here, so that the next one is a line of its own.
  if (isTorn) await appendFile(path, '\n');
  const last = text.trimEnd().split('\n').at(-1);
  return last === undefined || last === '' ? '' : hashOf(last);
}

/** Longer than any line. */
const END_BYTES = 1024 * 1024;

async function readEnd(path: string): Promise<{ readonly text: string; readonly isTorn: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const length = Math.min(size, END_BYTES);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return { text: buffer.toString('utf8'), isTorn: length > 0 && buffer.at(-1) !== 10 };
  } finally {
    await file.close();
  }
}
