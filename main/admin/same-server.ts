import { isJsonObject } from '../../shared/model/json-rpc';
import type { SecretStore } from '../gateway/ports/secret-store';

const SECRETS = /\$\{secret:([^}]+)\}/g;

type OpenStore = () => Promise<Pick<SecretStore, 'read'>>;

/**
 * Whether an entry that comes is a server that is there already: the same program or address, with the same environment. What was
 * moved out of its address into the vault is read from there.
 */
export async function isSameServer(coming: unknown, present: unknown, openStore: OpenStore): Promise<boolean> {
  if (!isJsonObject(coming) || !isJsonObject(present)) return false;
  const isAlike = (member: string): boolean =>
    JSON.stringify(coming[member] ?? []) === JSON.stringify(present[member] ?? []);
  // With another environment it may be another account.
  const isFor = (member: string): boolean => isSameTable(coming[member] ?? {}, present[member] ?? {});
  if (!['command', 'args', 'cwd'].every(isAlike) || !['env', 'headers'].every(isFor)) return false;
  return isAlike('url') || coming['url'] === (await withSecrets(present['url'], openStore));
}

/** A text with what its references stand for; one that nobody knows stays. */
async function withSecrets(text: unknown, openStore: OpenStore): Promise<unknown> {
  if (typeof text !== 'string') return text;
  const names = [...text.matchAll(SECRETS)].flatMap(([, name]) => name ?? []);
  if (names.length === 0) return text;
  const store = await openStore();
  const values = new Map<string, string | undefined>();
  for (const name of names) values.set(name, await store.read(name));
  return text.replace(SECRETS, (reference, name: string) => values.get(name) ?? reference);
}

/** The same names, and the same values as far as both stand there: one that was moved into the vault is a reference. */
function isSameTable(one: unknown, other: unknown): boolean {
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const isSameValue = (name: string): boolean =>
    Object.hasOwn(other, name) &&
    (one[name] === other[name] || [one[name], other[name]].some((value) => String(value).includes('${')));
  return Object.keys(one).length === Object.keys(other).length && Object.keys(one).every(isSameValue);
}
