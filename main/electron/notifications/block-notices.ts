import type { RequestEntry } from '../../../shared/model/activity-line';
import { plainName } from '../../../shared/text/plain-name';
import { ruleOf } from '../rule-of';
import type { Notice } from './notice';

const MINUTE_MS = 60_000;
/** The same client, tool and rule are told of once in this time. */
const SAME_AFTER_MS = 10 * MINUTE_MS;
/** More than so many in a minute are told of together. */
const MOST_A_MINUTE = 5;

/** What was told of blocks, and when. */
export interface BlockMemory {
  /** By client, tool and rule. */
  readonly told: ReadonlyMap<string, number>;
  /** When calls were blocked in the last minute. */
  readonly recent: readonly number[];
  readonly digestAt?: number;
}

export const NO_BLOCKS: BlockMemory = { told: new Map(), recent: [] };

interface Noted {
  readonly memory: BlockMemory;
  readonly notice?: Notice;
}

/** Whether a blocked call is worth a notice, and which. What a person denied is known to that person. */
export function noteBlock(memory: BlockMemory, block: RequestEntry, now: number): Noted {
  if (block.outcome !== 'blocked') return { memory };
  const recent = [...memory.recent.filter((at) => now - at < MINUTE_MS), now].slice(-(MOST_A_MINUTE + 1));
  const told = new Map([...memory.told].filter(([, at]) => now - at < SAME_AFTER_MS));
  const noted = { ...memory, recent, told };
  if (recent.length > MOST_A_MINUTE) {
    const isTold = memory.digestAt !== undefined && now - memory.digestAt < SAME_AFTER_MS;
    return isTold ? { memory: noted } : { memory: { ...noted, digestAt: now }, notice: DIGEST };
  }
  const key = keyOf(block);
  if (told.has(key)) return { memory: noted };
  told.set(key, now);
  return { memory: noted, notice: noticeOf(block, key) };
}

const DIGEST: Notice = {
  tag: 'blocks',
  title: 'Many calls are blocked',
  body: `More than ${MOST_A_MINUTE} calls were blocked within a minute. Press to see them.`,
  isQuiet: true,
  opens: { kind: 'screen', route: '/activity' },
  calls: [],
};

const keyOf = (block: RequestEntry): string =>
  JSON.stringify([block.keyId, block.clientName, block.server, block.name, ruleOf(block)]);

function noticeOf(block: RequestEntry, key: string): Notice {
  const tool = plainName(block.name ?? block.method);
  const who = block.clientName ?? block.keyId;
  const from = who === undefined ? '' : ` from ${plainName(who)}`;
  const on = block.server === undefined ? '' : ` on ${plainName(block.server)}`;
  return {
    tag: `block ${key}`,
    title: `Blocked: "${tool}"${from}`,
    body: `${plainName(ruleOf(block))} stopped "${tool}"${on}. Press to see why.`,
    isQuiet: true,
    opens: { kind: 'screen', route: `/activity/${block.correlationId}` },
    calls: [],
  };
}
