import { Activity } from '../../../shared/config/activity';
import { ERROR_CODES } from '../../../shared/errors/codes';
import type { ActivityRecord } from '../../../shared/model/activity';
import type {
  ActivityEntry,
  ActivityHealth,
  ActivityLine,
  AdminChange,
  CaptureNote,
} from '../../../shared/model/activity-line';
import { maskChange } from '../../../shared/text/mask-change';
import type { Logger } from '../ports/logger';
import type { CallContent, TelemetrySink } from '../ports/telemetry-sink';
import { CAPTURES, sealCapture, wantsCapture } from './captures';
import { createChainWriter, lineOf } from './chain-writer';
import { findEnd } from './find-end';
import { readHead, writeHead } from './head-file';
import { createLogKeys, type LogVault } from './log-keys';
import { createLossCount } from './loss-count';
import { createCleaner } from './retention';
import { createWriteQueue, type WriteQueue } from './write-queue';

export interface ActivityLogNeeds {
  /** Where segments lie. */
  readonly directory: string;
  /** Absent: nothing is signed, and no content is kept. */
  readonly vault?: LogVault;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** For a few lines between two gateways: the end is signed by neither, and the next gateway signs it. */
  readonly isBrief?: boolean;
}

/** The record of requests and changes: segments of lines, each of which continues the one before. */
export interface ActivityLog extends TelemetrySink {
  readonly directory: string;
  ready(): boolean;
  recordAdminChange(change: AdminChange): void;
  /** Puts settings in force; throws `config_invalid` when content is to be kept and cannot be encrypted. */
  useSettings(settings: Activity): Promise<void>;
  health(): ActivityHealth;
  /** Calls back with each line until the function that is returned is called. */
  watch(onLine: (line: ActivityLine) => void): () => void;
  /** Signs the end and writes everything that can be written. */
  close(): Promise<void>;
}

const CHECKPOINT_MS = 5 * 60_000;
const RETENTION_MS = 60 * 60_000;
const CAPTURE_DAYS = 7;
/** For requests that were under way when the rest was refused. */
const RESERVE_BYTES = 1024 * 1024;
const UNRECORDABLE = ERROR_CODES.activity_unavailable.id;

/** Continues the log of a directory, or begins one; what a crash left unfinished is cut off and recorded. */
export async function openActivityLog({
  directory,
  vault,
  log,
  now,
  isBrief = false,
}: ActivityLogNeeds): Promise<ActivityLog> {
  const state: LogState = { settings: Activity.parse({}), captureKey: undefined, isClosed: false };
  const keys = createLogKeys(directory, vault);
  const watchers = new Set<(line: ActivityLine) => void>();
  const end = await findEnd(directory);
  const loss = createLossCount();
  const queue = createWriteQueue({
    directory,
    onTrouble: (failure) => log.error('The activity log cannot be written', { failure }),
    onRecovered: () => log.info('The activity log can be written again'),
    async onWritten(reached) {
      recordLoss();
      if (reached === undefined || (isBrief && (await readHead(directory))?.key !== undefined)) return;
      // A head that falls behind is what a crash leaves, too: the log may reach further, never less far.
      await writeHead(directory, { ...reached, at: now() }, keys.signer()).catch(() => undefined);
    },
  });
  const chain = createChainWriter({
    end,
    maxSegmentBytes: () => state.settings.maxSegmentBytes,
    signer: keys.signer,
    now,
    add: queue.add,
    onSegment: () => cleaner.clean(),
  });
  const cleaner = createCleaner({
    directory,
    limits: () => ({ ...state.settings, keepCaptureDays: state.settings.capture?.keepDays ?? CAPTURE_DAYS }),
    now,
    // Said before it is done: a removal that nobody can read about looks like somebody else’s.
    announce: (removal) => (append({ kind: 'retention', at: now(), ...removal }), queue.flush()),
    onFailure: (failure) => log.error('Old activity could not be removed', { failure }),
  });
  for (const found of end.found) {
    log.warn('The end of the activity log was not as it should be', { because: found.because });
    append({ kind: 'recovered', at: now(), ...found });
  }
  const timers = [
    setInterval(() => void keepSigned(), CHECKPOINT_MS).unref(),
    setInterval(() => cleaner.clean(), RETENTION_MS).unref(),
  ];
  void keepSigned();

  function append(entry: ActivityEntry): void {
    const line = chain.append(entry);
    // Long before it is too much: what is left is for a disk that takes nothing.
    if (queue.waitingBytes() > state.settings.maxWaitingBytes / 4) queue.hurry();
    if (watchers.size === 0) return;
    const read = lineOf(line);
    for (const tell of watchers) tell(read);
  }

  async function keepSigned(): Promise<void> {
    const isNew = await keys.refresh();
    if (!state.isClosed) chain.checkpoint(isNew ? 'key' : 'interval');
  }

  /** Says what was given up as soon as there is room to say it. */
  function recordLoss(): void {
    if (queue.waitingBytes() >= state.settings.maxWaitingBytes) return;
    const entry = loss.take(now());
    if (entry !== undefined) append(entry);
  }

  return createSink({ state, directory, keys, queue, loss, cleaner, watchers, append, now }, async () => {
    for (const timer of timers) clearInterval(timer);
    await cleaner.done();
    await queue.flush();
    if (!isBrief) chain.checkpoint('stop');
    await queue.flush();
  });
}

/** What changes while a log is open. */
interface LogState {
  settings: Activity;
  captureKey: Buffer | undefined;
  isClosed: boolean;
}

interface LogParts {
  readonly state: LogState;
  readonly directory: string;
  readonly keys: ReturnType<typeof createLogKeys>;
  readonly queue: WriteQueue;
  readonly loss: ReturnType<typeof createLossCount>;
  readonly cleaner: ReturnType<typeof createCleaner>;
  readonly watchers: Set<(line: ActivityLine) => void>;
  readonly append: (entry: ActivityEntry) => void;
  readonly now: () => number;
}

function createSink(parts: LogParts, close: () => Promise<void>): ActivityLog {
  const { state, directory, keys, queue, loss, cleaner, watchers, append, now } = parts;

  function hasRoom(bytes: number): boolean {
    const { onFailure, maxWaitingBytes } = state.settings;
    return queue.waitingBytes() + bytes <= maxWaitingBytes + (onFailure === 'refuse' ? RESERVE_BYTES : 0);
  }

  function capture(record: ActivityRecord, content: CallContent): CaptureNote | undefined {
    const { captureKey: key } = state;
    const { capture: wanted } = state.settings;
    if (wanted === undefined || key === undefined || !wantsCapture(wanted, record)) return undefined;
    const { line, note } = sealCapture(content, { record, key, maxBytes: wanted.maxBytes });
    if (!hasRoom(line.length)) return undefined;
    queue.add(`${CAPTURES}/${note.file}`, line);
    return note;
  }

  const ready = (): boolean =>
    state.settings.onFailure === 'continue' || queue.waitingBytes() < state.settings.maxWaitingBytes;

  return {
    directory,
    ready,
    record(record, content) {
      if (record.error === UNRECORDABLE) return loss.refused(now(), queue.trouble());
      if (!hasRoom(0)) return loss.lost(now(), queue.trouble());
      const note = content === undefined ? undefined : capture(record, content);
      append({ kind: 'request', ...record, ...(note === undefined ? {} : { capture: note }) });
    },
    recordAdminChange(change) {
      if (!hasRoom(0)) return loss.lost(now(), queue.trouble());
      append({ kind: 'admin', at: now(), ...maskChange(change) });
    },
    async useSettings(next) {
      state.captureKey = await keys.forCapture(next.capture, now());
      state.settings = next;
      cleaner.clean();
    },
    health: () => healthOf(parts, ready()),
    watch(onLine) {
      watchers.add(onLine);
      return () => watchers.delete(onLine);
    },
    flush: () => queue.flush(),
    async close() {
      state.isClosed = true;
      await close();
    },
  };
}

function healthOf(
  { state: { settings, captureKey }, queue, loss, keys, now }: LogParts,
  ready: boolean,
): ActivityHealth {
  const [reason, signer, unsigned] = [queue.trouble(), keys.signer(), keys.unsigned()];
  const isFull = queue.waitingBytes() >= settings.maxWaitingBytes;
  const state = !ready ? 'refusing' : isFull ? 'losing' : reason !== undefined ? 'waiting' : 'ok';
  const until = settings.capture?.until;
  const isCapturing = captureKey !== undefined && until !== undefined && now() < Date.parse(until);
  return {
    state,
    waitingBytes: queue.waitingBytes(),
    ...loss.totals(),
    ...(reason === undefined ? {} : { reason }),
    ...(signer === undefined ? {} : { signedBy: signer.fingerprint }),
    ...(unsigned === undefined ? {} : { unsigned }),
    ...(isCapturing ? { capturingUntil: until } : {}),
  };
}
