import { randomBytes } from 'node:crypto';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject } from '../../shared/model/json-rpc';
import { unknownName } from './choose';

export type NamedKind = 'config' | 'project' | 'user';
type Entries = Readonly<Record<string, unknown>> | undefined;

/** The id of the entry that an id, a name or, for users, an email address means; throws `unknown_name` for none or several. */
export function findId(kind: NamedKind, entries: Entries, identifier: string): string {
  if (entries !== undefined && Object.hasOwn(entries, identifier)) return identifier;
  const wanted = identifier.toLowerCase();
  const all = Object.entries(entries ?? {}).map(([id, entry]) => ({ id, names: namesOf(kind, entry) }));
  const found = all.filter(({ names }) => names.includes(identifier));
  const alike = found.length > 0 ? found : all.filter(({ names }) => names.some((name) => isAlike(name, wanted)));
  const [only, ...others] = alike;
  if (only === undefined) {
    throw unknownName(kind, identifier, [...new Set(all.flatMap(({ id, names }) => [id, ...names]))]);
  }
  if (others.length === 0) return only.id;
  const ids = alike.map(({ id }) => id);
  const message = `Several have the name "${identifier}"; say which ${kind} by its id: ${ids.join(', ')}`;
  throw new GatewayError('unknown_name', message, { kind, known: ids });
}

/** Addresses of email are the same in any case; other names are not. */
const isAlike = (name: string, wanted: string): boolean => name.includes('@') && name.toLowerCase() === wanted;

/** Throws `config_rejected` when a name already means something else, so that no name ever has two meanings. */
export function requireFreeName(
  kind: NamedKind,
  entries: Entries,
  { name, except }: { readonly name: string; readonly except?: string },
): void {
  const wanted = name.toLowerCase();
  for (const [id, entry] of Object.entries(entries ?? {})) {
    if (id === except) continue;
    if (id !== name && !namesOf(kind, entry).some((one) => one === name || isAlike(one, wanted))) continue;
    throw new GatewayError('config_rejected', `There already is a ${kind} "${name}" (${id})`, { kind, id });
  }
}

/**
 * An id that says something of the name and never was another’s: what is remembered under the id of something that
 * was deleted, such as a token, must not come to its successor.
 */
export function newId(name: string, entries: Entries): string {
  const word = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
  for (;;) {
    const id = `${word === '' ? '' : `${word}-`}${randomBytes(4).toString('hex')}`;
    if (entries === undefined || !Object.hasOwn(entries, id)) return id;
  }
}

function namesOf(kind: NamedKind, entry: unknown): readonly string[] {
  if (!isJsonObject(entry)) return [];
  const { name, email } = entry;
  const names = kind === 'user' ? [email, name] : [name];
  return names.filter((one): one is string => typeof one === 'string');
}
