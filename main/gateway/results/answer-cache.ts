import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ResultCacheSettings } from '../../../shared/config/upstream-server';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Upstream, UpstreamAnswer } from '../upstream/upstream';

/** A request as far as its answer depends on it. */
export interface AnswerQuestion {
  readonly upstream: Upstream;
  readonly keyId: string;
  readonly method: string;
  readonly params: JsonObject;
  /** As the server says it. */
  readonly definition?: JsonObject | undefined;
  /** Absent: nothing of this server is remembered. */
  readonly settings: ResultCacheSettings | undefined;
}

/** Answers that servers say may be used again. What was remembered is judged anew, every time. */
export interface AnswerCache {
  /** `undefined`: the server must be asked. */
  recall(question: AnswerQuestion): UpstreamAnswer | undefined;
  remember(question: AnswerQuestion, answer: UpstreamAnswer): void;
  /** Whether an answer to it might be remembered. */
  mayKnow(question: AnswerQuestion): boolean;
  readonly size: number;
  /** Of all that is remembered, in characters. */
  readonly characters: number;
  clear(): void;
}

const MAX_CHARACTERS = 32 * 1024 * 1024;
const MAX_ENTRY = 1024 * 1024;
/** What is said to have changed is not what was remembered. */
const CHANGES = /^notifications\/(?:resources\/(?:updated|list_changed)|tools\/list_changed|prompts\/list_changed)$/;

interface Entry {
  readonly answer: UpstreamAnswer;
  readonly size: number;
}

export function createAnswerCache(now: () => number): AnswerCache {
  const answers = new LRUCache<string, Entry>({
    maxSize: MAX_CHARACTERS,
    maxEntrySize: MAX_ENTRY,
    sizeCalculation: ({ size }) => size,
    ttlAutopurge: false,
    perf: { now },
  });
  /** An edition of each connection: with it, everything that it answered is forgotten. */
  const editions = new WeakMap<Upstream, { nr: number }>();
  let lastEdition = 0;

  function editionOf(upstream: Upstream): number {
    const known = editions.get(upstream);
    if (known !== undefined) return known.nr;
    const edition = { nr: (lastEdition += 1) };
    editions.set(upstream, edition);
    upstream.on((event) => {
      const isOther =
        event.kind === 'renewed' || (event.kind === 'notification' && CHANGES.test(event.notification.method));
      if (isOther) edition.nr = lastEdition += 1;
    });
    return edition.nr;
  }

  const keyOf = ({ upstream, method, params }: AnswerQuestion, whose: string): string =>
    createHash('sha256')
      .update(JSON.stringify([editionOf(upstream), whose, method, canonical(withoutMeta(params))]))
      .digest('base64url');

  return {
    mayKnow: ({ settings, method, definition }) =>
      settings !== undefined && (method === 'resources/read' || (method === 'tools/call' && saysItIsPure(definition))),
    recall(question) {
      return (answers.get(keyOf(question, question.keyId)) ?? answers.get(keyOf(question, EVERYBODY)))?.answer;
    },
    remember(question, answer) {
      const { result } = answer;
      const ttlMs = lifeOf(result, question);
      if (ttlMs <= 0 || result['isError'] === true || (result['resultType'] ?? 'complete') !== 'complete') return;
      const whose = result['cacheScope'] === 'public' ? EVERYBODY : question.keyId;
      answers.set(keyOf(question, whose), { answer, size: JSON.stringify(result).length }, { ttl: ttlMs });
    },
    get size() {
      return answers.size;
    },
    get characters() {
      return answers.calculatedSize;
    },
    clear: () => answers.clear(),
  };
}

const EVERYBODY = '*';

/** Reads nothing but what it is asked for, and does nothing: by the server’s own word, which the operator believes. */
function saysItIsPure(definition: JsonObject | undefined): boolean {
  const annotations = definition?.['annotations'];
  return isJsonObject(annotations) && annotations['readOnlyHint'] === true && annotations['idempotentHint'] === true;
}

/** As long as the server says (MCP 2026-07-28, caching), else as the operator says of this server. */
function lifeOf(result: JsonObject, { settings }: AnswerQuestion): number {
  const { ttlMs } = result;
  if (typeof ttlMs === 'number' && ttlMs >= 0) return Math.min(ttlMs, (settings?.maxSeconds ?? 0) * 1_000);
  return (settings?.seconds ?? 0) * 1_000;
}

function withoutMeta({ _meta: _, ...params }: JsonObject): JsonObject {
  return params;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, member]) => [name, canonical(member)]);
}
