import type { JsonObject } from '../../shared/model/json-rpc';
import type { PathPart } from '../gateway/config/config-problem';
import { formatConfig } from '../gateway/config/config-adapter';
import { findPlaintextSecrets, type LookForSecrets, type PlaintextSecret } from './plaintext-secrets';

export interface BackupRewriting {
  readonly text: string;
  /** Secrets that it still holds; `undefined` when it cannot be read, so that nobody knows. */
  readonly left: number | undefined;
}

export interface BackupNeeds {
  readonly look: LookForSecrets;
  /** The configuration as it is now: where it has a reference, an earlier state gets it too. */
  readonly present: unknown;
  /** What stands for a value that was moved into the vault. */
  readonly referenceTo: (value: string) => string | undefined;
}

/** Puts references in the place of secrets in an earlier state of the configuration. */
export function rewriteBackup(text: string, { look, present, referenceTo }: BackupNeeds): BackupRewriting {
  let config: JsonObject;
  try {
    config = JSON.parse(text) as JsonObject;
  } catch {
    return { text, left: undefined };
  }
  const before = JSON.stringify(config);
  for (const secrets of byPath(findPlaintextSecrets(config, look)).values()) {
    const { path, text: whole } = secrets[0]!;
    const known = secrets.flatMap(({ text: all, start, end }) => {
      const reference = referenceTo(all.slice(start, end));
      return reference === undefined ? [] : [{ start, end, reference }];
    });
    const now = textAt(present, path);
    const isNamed = known.length < secrets.length && now?.includes('${') === true;
    if (isNamed) setText(config, path, now);
    else if (known.length > 0) setText(config, path, withReferences(whole, known));
  }
  const left = findPlaintextSecrets(config, look).length;
  return { text: JSON.stringify(config) === before ? text : formatConfig(config as never, text), left };
}

/** Those that a reference can replace. */
function byPath(found: readonly PlaintextSecret[]): ReadonlyMap<string, readonly PlaintextSecret[]> {
  const grouped = new Map<string, PlaintextSecret[]>();
  for (const secret of found) {
    const key = JSON.stringify(secret.path);
    if (secret.advice === undefined) grouped.set(key, [...(grouped.get(key) ?? []), secret]);
  }
  return grouped;
}

export interface Reference {
  readonly start: number;
  readonly end: number;
  readonly reference: string;
}

/** The text with references in place of its secrets, which are in the order of their places. */
export function withReferences(text: string, references: readonly Reference[]): string {
  return [...references]
    .reverse()
    .reduce((rest, { start, end, reference }) => rest.slice(0, start) + reference + rest.slice(end), text);
}

export function textAt(config: unknown, path: readonly PathPart[]): string | undefined {
  const found = path.reduce<unknown>((value, part) => {
    const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    return isThere ? (value as Record<PathPart, unknown>)[part] : undefined;
  }, config);
  return typeof found === 'string' ? found : undefined;
}

export function setText(config: unknown, path: readonly PathPart[], text: string): void {
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce<unknown>((value, part) => (value as Record<PathPart, unknown>)[part], config);
  if (last !== undefined) (holder as Record<PathPart, unknown>)[last] = text;
}
