import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ActivityRecord } from '../../../shared/model/activity';
import { definePlugin } from '../../gateway/ports/plugin';
import type { TelemetrySink } from '../../gateway/ports/telemetry-sink';

const FLUSH_MS = 200;
const FILE = /^\d{4}-\d{2}-\d{2}\.jsonl$/;

/**
 * Appends one JSON line per request to `activity/<day>.jsonl`. Each line holds the SHA-256 of the line before it,
 * so that a line that was changed or taken out later shows. Nobody waits for the disk.
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

    async function write(batch: ReadonlyMap<string, string>): Promise<void> {
      for (const [file, text] of batch) await appendFile(join(directory, file), text, { mode: 0o600 });
    }

    async function flush(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      const batch = lines;
      lines = new Map();
      writing = writing.then(() => write(batch));
      return writing;
    }
    onDispose(flush);

    return {
      record(record: ActivityRecord) {
        const line = JSON.stringify({ ...record, previous });
        previous = hashOf(line);
        const file = `${new Date(record.at).toISOString().slice(0, 10)}.jsonl`;
        lines.set(file, `${lines.get(file) ?? ''}${line}\n`);
        timer ??= setTimeout(() => void flush().catch(() => undefined), FLUSH_MS).unref();
      },
      flush,
    };
  },
});

const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');

/** The chain goes on across restarts and days; a log that was cleared begins a new one. */
async function lastHash(directory: string): Promise<string> {
  const files = (await readdir(directory).catch(() => [])).filter((name) => FILE.test(name)).sort();
  const newest = files.at(-1);
  if (newest === undefined) return '';
  const lines = (await readFile(join(directory, newest), 'utf8')).trimEnd().split('\n');
  const last = lines.at(-1);
  return last === undefined || last === '' ? '' : hashOf(last);
}
