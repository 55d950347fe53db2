import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Activity } from '../../shared/config/activity';
import type { ActivityRecord } from '../../shared/model/activity';
import { openActivityLog, type ActivityLog } from '../../main/gateway/activity/activity-log';
import { listSegments } from '../../main/gateway/activity/segments';
import type { VaultRecords } from '../../main/gateway/ports/secret-store';
import { recordingLogger } from './recording-logger';

/** Records of a vault, in memory. */
export function memoryRecords(): VaultRecords {
  const texts = new Map<string, string>();
  return {
    ids: () => Promise.resolve([...texts.keys()]),
    read: (id) => Promise.resolve(texts.get(id)),
    write: (id, text) => Promise.resolve(void texts.set(id, text)),
    remove: (id) => Promise.resolve(texts.delete(id)),
  };
}

export interface LogBench {
  readonly directory: string;
  readonly logged: string[];
  readonly records: VaultRecords;
  /** Opens the log as the next start of a gateway does. */
  open(settings?: Record<string, unknown>, options?: { readonly signed?: boolean }): Promise<ActivityLog>;
  lines(): Promise<readonly string[]>;
  passTime(ms: number): void;
}

/** A log in a directory of its own; what is opened is closed. */
export function logBench(root = mkdtempSync(join(tmpdir(), 'smg-activity-'))): LogBench {
  const directory = join(root, 'activity');
  const [logged, records] = [[] as string[], memoryRecords()];
  const opened: ActivityLog[] = [];
  let ahead = 0;
  onTestFinished(async () => {
    for (const log of opened) await log.close().catch(() => undefined);
    rmSync(root, { recursive: true, force: true });
  });
  return {
    directory,
    logged,
    records,
    async open(settings = {}, { signed = false } = {}) {
      const vault = { exists: () => signed, open: () => Promise.resolve(records) };
      const now = () => Date.now() + ahead;
      const log = await openActivityLog({ directory, vault, log: recordingLogger(logged), now });
      opened.push(log);
      await log.useSettings(Activity.parse(settings));
      return log;
    },
    async lines() {
      const texts = await Promise.all((await listSegments(directory)).map(({ path }) => readFile(path, 'utf8')));
      return texts.join('').split('\n').filter(Boolean);
    },
    passTime: (ms) => void (ahead += ms),
  };
}

let count = 0;

/** A record like those that calls leave. */
export function activityRecord(more: Partial<ActivityRecord> = {}): ActivityRecord {
  count += 1;
  return {
    at: Date.now(),
    traceId: 'a'.repeat(32),
    correlationId: `call-${count}`,
    transport: 'http',
    face: 'aggregate',
    keyId: 'k1',
    projectId: 'demo',
    userId: 'ada',
    requestId: count,
    method: 'tools/call',
    server: 'notes',
    name: 'read',
    stage: 'shortened',
    judgements: [],
    outcome: 'ok',
    ms: 1,
    ...more,
  };
}
