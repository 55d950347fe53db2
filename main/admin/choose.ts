import { GatewayError } from '../../shared/errors/gateway-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { nearestWord } from '../../shared/text/nearest-word';

/** The entry of this name; throws an error that lists the names there are. */
export function entryNamed<T>(
  kind: 'config' | 'project' | 'user' | 'key' | 'server',
  entries: Readonly<Record<string, T>> | undefined,
  name: string,
): T {
  const known = Object.keys(entries ?? {});
  const entry = entries !== undefined && Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  throw unknownName(kind, name, known);
}

/** The name that was given, else `preferred` if it exists, else the only one there is. */
export function chooseName(
  kind: 'config' | 'project' | 'user',
  names: readonly string[],
  { given, preferred }: { readonly given: string | undefined; readonly preferred: string },
): string {
  if (given !== undefined) {
    if (!names.includes(given)) throw unknownName(kind, given, names);
    return given;
  }
  if (names.includes(preferred)) return preferred;
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  const message = names.length === 0 ? `There is no ${kind}` : `Say which ${kind}; there are ${names.join(', ')}`;
  throw new GatewayError('unknown_name', message, { kind, known: names });
}

/** Says what there is, and what was probably meant. */
export function unknownName(kind: string, name: string, known: readonly string[]): GatewayError {
  const meant = nearestWord(name, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  const choice =
    known.length === 0 ? 'there is none' : `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`;
  const code: ErrorCode = kind === 'server' ? 'unknown_server' : 'unknown_name';
  return new GatewayError(code, `There is no ${kind} "${name}": ${choice}${hint}`, { kind, name, known });
}
