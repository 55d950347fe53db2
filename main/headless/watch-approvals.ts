import type { Readable, Writable } from 'node:stream';
import type { ApprovalAdmin } from '../admin/approval-admin';
import type { ApprovalScope, Hold } from '../../shared/model/approval';
import { describeHold } from '../../shared/text/describe-hold';
import { asGatewayError } from '../../shared/errors/gateway-error';
import { createLineReader, type LineReader } from './line-reader';

export interface Watch {
  readonly approvals: ApprovalAdmin;
  readonly input: Readable;
  readonly output: Writable;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

const MAX_VALUE = 2_000;
/** The gateway takes no decision that comes sooner after a call was shown. */
const READING_MS = 350;

/**
 * Puts each waiting call to the person at this terminal, the oldest first, until the signal aborts or the input ends.
 * Nothing but a word that says so allows: an empty line denies.
 */
export async function watchApprovals({ approvals, input, output, now, signal }: Watch): Promise<void> {
  const ended = new AbortController();
  const until = AbortSignal.any([signal, ended.signal]);
  const news = createNews();
  const reader = createLineReader(input, news.tell);
  const skipped = new Set<string>();
  const watching = approvals
    .watch(news.tell, {
      decides: true,
      signal: until,
      onOpen: () => output.write('Waiting for calls to decide about.\n'),
    })
    .finally(() => ended.abort());
  until.addEventListener('abort', news.tell, { once: true });
  try {
    while (!until.aborted && !reader.isOver) {
      // From before the look on, so that nothing happens unheard in between.
      const next = news.next();
      const waiting = (await approvals.list()).filter(({ state, id }) => state === 'pending' && !skipped.has(id));
      const [oldest] = waiting;
      if (oldest === undefined) await Promise.race([next, watching.catch(() => undefined)]);
      else if ((await putOne(oldest, waiting.length - 1, { approvals, reader, output, now, until, news })) === 'later')
        skipped.add(oldest.id);
    }
  } finally {
    ended.abort();
    reader.close();
  }
  await watching;
}

interface Putting {
  readonly approvals: ApprovalAdmin;
  readonly reader: LineReader;
  readonly output: Writable;
  readonly now: () => number;
  readonly until: AbortSignal;
  readonly news: News;
}

/** Words that a person may type, and what each decides. */
const WORDS: Readonly<Record<string, { readonly verdict: 'allow' | 'deny'; readonly scope: ApprovalScope }>> = {
  '': { verdict: 'deny', scope: 'once' },
  deny: { verdict: 'deny', scope: 'once' },
  d: { verdict: 'deny', scope: 'once' },
  never: { verdict: 'deny', scope: 'always-deny' },
  allow: { verdict: 'allow', scope: 'once' },
  session: { verdict: 'allow', scope: 'session' },
  day: { verdict: 'allow', scope: 'day' },
  always: { verdict: 'allow', scope: 'always' },
  'these arguments': { verdict: 'allow', scope: 'always-these-arguments' },
};

async function putOne(hold: Hold, more: number, facts: Putting): Promise<'done' | 'later'> {
  const { approvals, reader, output, now, until, news } = facts;
  const { id, seq } = hold;
  const shown = await approvals.show(id);
  output.write(`\n${describeHold(shown, { maxValue: MAX_VALUE, now: now() }).join('\n')}\n`);
  const words = Object.entries(WORDS).filter(
    ([word, { scope }]) => word.length > 1 && (scope === 'once' || hold.scopes.includes(scope)),
  );
  if (more > 0) output.write(`${more} more waiting.\n`);
  const others = (await approvals.list()).filter(({ state, group }) => state === 'pending' && group === hold.group);
  const extra = others.length > 1 ? ['deny all', 'pause'] : ['pause'];
  const gone = new AbortController();
  const stopLooking = lookForEnd(id, { approvals, news, gone });
  try {
    for (;;) {
      output.write(`${id}: ${[...words.map(([word]) => word), ...extra].join(', ')}, later? [deny] `);
      const line = await reader.next(AbortSignal.any([until, gone.signal]));
      if (line === undefined) {
        output.write(gone.signal.aborted ? '\nIt has been decided elsewhere, or is too late.\n' : '\n');
        return 'done';
      }
      if (line === 'later') return 'later';
      if (extra.includes(line)) {
        output.write(await denyMore(line === 'pause' ? [hold] : others, hold, { approvals, pause: line === 'pause' }));
        return 'done';
      }
      const decision = Object.hasOwn(WORDS, line) ? WORDS[line] : undefined;
      if (decision === undefined) {
        output.write(`"${line.slice(0, 40)}" is none of these words; nothing was decided.\n`);
        continue;
      }
      output.write(await decide(id, { ...decision, shownSeq: seq, at: 'terminal' }, approvals));
      return 'done';
    }
  } finally {
    stopLooking();
  }
}

/** Denies every call of a kind that waits now, or one and what its client may ask from now on. */
async function denyMore(
  holds: readonly Hold[],
  { client }: Hold,
  { approvals, pause }: { readonly approvals: ApprovalAdmin; readonly pause: boolean },
): Promise<string> {
  await Promise.all(holds.map(({ id }) => approvals.show(id)));
  await new Promise((resolve) => setTimeout(resolve, READING_MS));
  const calls = holds.map(({ id, seq }) => ({ id, shownSeq: seq }));
  const decided = await approvals.decideMany({ verdict: 'deny', calls, at: 'terminal' });
  const lines = decided.map(({ id, outcome, problem }) => `${id}: ${outcome ?? problem ?? ''}`);
  if (!pause) return `${lines.join('\n')}\n`;
  await approvals.pause({ target: { kind: 'client', keyId: client.keyId } });
  return `${lines.join('\n')}\nThe client is paused until you resume it: secure-mcp-gateway resume\n`;
}

async function decide(id: string, input: object, approvals: ApprovalAdmin): Promise<string> {
  try {
    const { outcome = '' } = await approvals.decide(id, input);
    return `${id}: ${outcome}\n`;
  } catch (failure) {
    return `${asGatewayError(failure).message}\n`;
  }
}

/** Ends the question when it is answered over another channel or is too late. */
function lookForEnd(
  id: string,
  { approvals, news, gone }: Pick<Putting, 'approvals' | 'news'> & { readonly gone: AbortController },
): () => void {
  return news.listen(() => {
    approvals.get(id).then(
      ({ state }) => {
        if (state !== 'pending') gone.abort();
      },
      () => gone.abort(),
    );
  });
}

interface News {
  readonly tell: () => void;
  next(): Promise<void>;
  listen(listener: () => void): () => void;
}

function createNews(): News {
  const listeners = new Set<() => void>();
  return {
    tell: () => {
      for (const listener of [...listeners]) listener();
    },
    next: () =>
      new Promise((resolve) => {
        const once = () => {
          listeners.delete(once);
          resolve();
        };
        listeners.add(once);
      }),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
