import { isDeepStrictEqual } from 'node:util';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { CLIENT_STATES } from '../../../shared/contract/clients';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { keyState } from '../key-admin';
import type { ClientDefinition } from './client-definition';
import { hashOf } from './client-file';
import type { FileRecord } from './connection-record';
import type { Transport, Wiring } from './entry-dialects';

export type ClientState = (typeof CLIENT_STATES)[number];

/** Members that belong to the client or the person: kept when an entry is written anew, and no difference. */
const THEIRS: ReadonlySet<string> = new Set(
  (
    'enabled disabled alwaysAllow autoApprove autoApproved timeout trust tools includeTools excludeTools disabledTools ' +
    'enabled_tools disabled_tools startup_timeout_sec tool_timeout_sec description bundled env_keys'
  ).split(' '),
);
const KEY = /smg_([A-Za-z0-9]{12})_[A-Za-z0-9_-]{43}/;

/** The gateway key in an entry. */
export function keyIn(entry: unknown): { readonly id: string; readonly text: string } | undefined {
  const [text, id] = KEY.exec(JSON.stringify(entry ?? null)) ?? [];
  return text === undefined || id === undefined ? undefined : { id, text };
}

/** The address in an entry. */
export function urlIn(entry: unknown): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  return ['url', 'serverUrl', 'httpUrl', 'uri'].map((name) => entry[name]).find((one) => typeof one === 'string');
}

export const transportIn = (entry: JsonObject): Transport => (urlIn(entry) === undefined ? 'stdio' : 'http');

/** The same entry whatever the order of its members. */
export const hashOfEntry = (entry: JsonObject): string => hashOf(JSON.stringify(sorted(entry)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return typeof value === 'bigint' ? Number(value) : value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]),
  );
}

/** The entry in the words of the client; throws nothing, `undefined` where the client knows no such transport. */
export function entryFor({ stdio, http }: ClientDefinition, wiring: Wiring): JsonObject | undefined {
  return wiring.transport === 'stdio' ? stdio?.(wiring) : http?.(wiring);
}

/** An entry with what the client or the person put into the one that it replaces. */
export function keepTheirs(entry: JsonObject, present: unknown): JsonObject {
  if (!isJsonObject(present)) return entry;
  return { ...entry, ...Object.fromEntries(Object.entries(present).filter(([name]) => THEIRS.has(name))) };
}

export interface EntryFacts {
  readonly entry: unknown;
  readonly record: FileRecord | undefined;
  /** What would be written now with the key that is in it; absent where that cannot be said. */
  readonly expected: JsonObject | undefined;
  /** The program that it names is there. */
  readonly isStartable: boolean;
  readonly config: Pick<GatewayConfig, 'keys' | 'projects'> | undefined;
  readonly now: number;
}

/** How it stands with the entry in one file. */
export function entryState({ entry, record, expected, isStartable, config, now }: EntryFacts): ClientState {
  if (entry === undefined) return record === undefined ? 'not-connected' : 'entry-removed';
  if (!isJsonObject(entry)) return 'customised';
  const key = keyIn(entry);
  const known = key === undefined ? undefined : config?.keys[key.id];
  const isAsExpected = expected !== undefined && isSame(expected, entry);
  const isAsWritten = record?.entryHash === hashOfEntry(entry);
  if (!isAsExpected && !isAsWritten) return 'customised';
  if (known === undefined || config === undefined) return 'key-revoked';
  if (keyState(config as GatewayConfig, known, now) !== 'active') return 'key-revoked';
  return isAsExpected && isStartable ? 'connected' : 'stale';
}

function isSame(expected: JsonObject, entry: JsonObject): boolean {
  return Object.entries(expected).every(
    ([name, value]) => THEIRS.has(name) || value === null || isDeepStrictEqual(sorted(value), sorted(entry[name])),
  );
}

/** The worst of several files, those that were never ours aside. */
export function worstOf(states: readonly ClientState[]): ClientState {
  const order = ['unreadable', 'customised', 'entry-removed', 'key-revoked', 'stale', 'connected'] as const;
  return order.find((state) => states.includes(state)) ?? 'not-connected';
}
