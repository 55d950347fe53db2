import { setTimeout as sleep } from 'node:timers/promises';
import {
  ActivityFilter,
  ActivityQuery,
  ChangeInput,
  ExportInput,
  VerifyInput,
} from '../../shared/contract/activity-inputs';
import { GatewayError } from '../../shared/errors/gateway-error';
import type {
  ActivityFacts,
  ActivityLine,
  ActivityPage,
  ActivityVerification,
  CapturedCall,
} from '../../shared/model/activity-line';
import type { ActivityLog } from '../gateway/activity/activity-log';
import { knownCaptureKey, openCapture } from '../gateway/activity/captures';
import { readHead } from '../gateway/activity/head-file';
import type { LogVault } from '../gateway/activity/log-keys';
import { createLineMatcher } from '../gateway/activity/match-line';
import { allActivity, queryActivity } from '../gateway/activity/query-activity';
import { linesForward } from '../gateway/activity/read-lines';
import { sizedSegments } from '../gateway/activity/segments';
import { vaultFingerprint } from '../gateway/activity/signing-key';
import { verifyActivity } from '../gateway/activity/verify-activity';
import { exportLines } from './export-activity';
import { parseInput } from './parse-input';

/** What people may do with the record, over any door. Bad input throws `invalid_params`. */
export interface ActivityAdmin {
  query(input: unknown): Promise<ActivityPage>;
  /** By correlation id, or by number. */
  get(id: string): Promise<ActivityLine>;
  /** What was kept of a call, where that was wanted; who looks is recorded. */
  content(id: string): Promise<CapturedCall>;
  facts(): Promise<ActivityFacts>;
  verify(input: unknown): Promise<ActivityVerification>;
  /** JSON Lines or CSV, oldest first, piece by piece. */
  export(input: unknown): AsyncIterable<string>;
  /** Records a change that was made outside of the gateway. */
  record(input: unknown): Promise<void>;
  /** Calls back with each line as it is recorded until the signal aborts. */
  follow(onLine: (line: ActivityLine) => void, options: FollowOptions): Promise<void>;
}

export interface FollowOptions {
  readonly filter: unknown;
  readonly signal: AbortSignal;
  /** Called once the watching has begun. */
  readonly onOpen?: () => void;
}

export interface ActivityAdminNeeds {
  readonly directory: string;
  readonly vault: LogVault;
  /** Of the gateway in this process. Absent: what is followed is the files. */
  readonly log?: ActivityLog;
}

const POLL_MS = 500;

export function createActivityAdmin({ directory, vault, log }: ActivityAdminNeeds): ActivityAdmin {
  const written = async () => void (await log?.flush().catch(() => undefined));

  async function get(id: string): Promise<ActivityLine> {
    await written();
    const isNumber = /^\d{1,15}$/.test(id);
    const found = isNumber ? await lineNumbered(directory, Number(id)) : await lineCalled(directory, id);
    if (found !== undefined) return found;
    throw new GatewayError('unknown_name', `There is no activity "${id.slice(0, 100)}"`);
  }

  return {
    get,
    async query(input) {
      await written();
      return queryActivity(directory, parseInput(ActivityQuery, input));
    },
    content: async (id) => contentOf(await get(id), { directory, vault }),
    async facts() {
      await written();
      return factsOf(directory, log);
    },
    async verify(input) {
      await written();
      const records = vault.exists() ? await vault.open().catch(() => undefined) : undefined;
      const vaultKey = records === undefined ? undefined : await vaultFingerprint(records).catch(() => undefined);
      return verifyActivity({ directory, vaultKey, ...parseInput(VerifyInput, input) });
    },
    export(input) {
      const { format, ...filter } = parseInput(ExportInput, input);
      return exportLines(allActivity(directory, filter), format);
    },
    async record(input) {
      const { user, ...change } = parseInput(ChangeInput, input);
      if (log === undefined) throw new GatewayError('unavailable', 'No gateway records here');
      log.recordAdminChange({ who: { kind: 'cli', id: user }, ...change });
    },
    async follow(onLine, { filter, signal, onOpen }) {
      const match = createLineMatcher(parseInput(ActivityFilter, filter));
      const told = (line: ActivityLine) => {
        if (match(JSON.stringify(line)) !== undefined) onLine(line);
      };
      if (log === undefined)
        return followFiles(directory, told, { signal, ...(onOpen === undefined ? {} : { onOpen }) });
      const leave = log.watch(told);
      onOpen?.();
      await new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      leave();
    },
  };
}

async function lineCalled(directory: string, id: string): Promise<ActivityLine | undefined> {
  for (let cursor: string | undefined; ;) {
    const query = {
      text: `"correlationId":${JSON.stringify(id)}`,
      limit: 1,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const { lines, next } = await queryActivity(directory, query);
    if (lines[0] !== undefined || next === undefined) return lines[0];
    cursor = next;
  }
}

async function lineNumbered(directory: string, seq: number): Promise<ActivityLine | undefined> {
  for await (const line of allActivity(directory, { text: `{"seq":${seq},` })) if (line.seq === seq) return line;
  return undefined;
}

async function contentOf(
  line: ActivityLine,
  { directory, vault }: Pick<ActivityAdminNeeds, 'directory' | 'vault'>,
): Promise<CapturedCall> {
  const capture = line.kind === 'request' ? line.capture : undefined;
  if (line.kind !== 'request' || capture === undefined) {
    throw new GatewayError('unknown_name', 'No content was kept of it; `activity.capture` says of what it is');
  }
  const key = vault.exists() ? await knownCaptureKey(await vault.open()) : undefined;
  const content = key === undefined ? undefined : await openCapture(directory, { ...line, capture }, key);
  if (content !== undefined) return content;
  throw new GatewayError('unknown_name', 'Its content was removed, or the key to it is gone');
}

async function factsOf(directory: string, log: ActivityLog | undefined): Promise<ActivityFacts> {
  const [segments, head] = await Promise.all([sizedSegments(directory), readHead(directory)]);
  const [oldest, newest] = [segments.at(0)?.name, segments.at(-1)?.name];
  return {
    directory,
    segments: segments.length,
    bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
    ...(oldest === undefined ? {} : { oldest }),
    ...(newest === undefined ? {} : { newest }),
    ...(head === undefined ? {} : { head: { seq: head.seq, hash: head.hash, at: head.at } }),
    ...(log === undefined ? {} : { health: log.health() }),
  };
}

/** Looks again and again at what was added to the files. */
async function followFiles(
  directory: string,
  onLine: (line: ActivityLine) => void,
  { signal, onOpen }: Pick<FollowOptions, 'signal' | 'onOpen'>,
): Promise<void> {
  const match = createLineMatcher({});
  const read = new Map((await sizedSegments(directory)).map(({ path, bytes }) => [path, bytes]));
  onOpen?.();
  while (!signal.aborted) {
    for (const { path, bytes } of await sizedSegments(directory)) {
      if (bytes <= (read.get(path) ?? 0)) continue;
      for await (const { text, end, isWhole } of linesForward(path, read.get(path) ?? 0)) {
        if (!isWhole) break;
        read.set(path, end);
        const line = match(text);
        if (line !== undefined) onLine(line);
      }
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
