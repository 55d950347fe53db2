import { GatewayError } from '../../shared/errors/gateway-error';
import { formatPath, type PathPart } from '../gateway/config/config-problem';
import { findSecretUses } from '../gateway/config/secret-references';
import type { SecretStore, SecretVault } from '../gateway/ports/secret-store';
import type { PlaintextSecret } from './plaintext-secrets';
import { setText, textAt, withReferences } from './rewrite-backup';

/** A secret on its way from a text into the vault. */
export interface Move extends PlaintextSecret {
  readonly value: string;
  /** In the vault. */
  readonly as: string;
}

export const referenceTo = (name: string): string => `\${secret:${name}}`;
export const placeOf = (path: readonly PathPart[]): string => formatPath([...path]);
export const valueOf = ({ text, start, end }: PlaintextSecret): string => text.slice(start, end);

/** Gives each value a name that is free, or that has this value already; the same value gets one name. */
export async function planMoves(
  found: readonly PlaintextSecret[],
  { store, config }: { readonly store: SecretStore; readonly config: unknown },
): Promise<Move[]> {
  const taken = new Set((await store.vault?.list())?.map(({ name }) => name));
  const named = new Set(findSecretUses(config).map(({ name }) => name));
  const names = new Map<string, string>();
  const moves: Move[] = [];
  for (const secret of found.filter(({ advice }) => advice === undefined)) {
    const value = valueOf(secret);
    const as =
      names.get(value) ??
      (await freeName(secret.name, async (name) => {
        if (taken.has(name)) return (await store.read(name)) === value;
        return !named.has(name) && ![...names.values()].includes(name);
      }));
    names.set(value, as);
    moves.push({ ...secret, value, as });
  }
  return moves;
}

async function freeName(wanted: string, isFree: (name: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (await isFree(name)) return name;
  }
}

/** Believes in nothing that was not read back. */
export async function intoVault(moves: readonly Move[], store: SecretStore): Promise<void> {
  const { vault } = store;
  if (vault === undefined) throw keptElsewhere(moves);
  for (const [name, value] of new Map(moves.map(({ as, value }) => [as, value]))) {
    if ((await knownValue(name, store, vault)) === value) continue;
    await vault.write(name, value);
    if ((await store.read(name)) === value) continue;
    throw new GatewayError('operation_failed', `The vault does not give back "${name}"; the file was not changed`, {});
  }
}

async function knownValue(name: string, store: SecretStore, vault: SecretVault): Promise<string | undefined> {
  const isThere = (await vault.list()).some((one) => one.name === name);
  return isThere ? store.read(name) : undefined;
}

/** Puts references in the place of the secrets; throws, changing nothing, when a text is another by now. */
export function putReferences(draft: unknown, moves: readonly Move[]): void {
  for (const { path, text } of moves) {
    if (textAt(draft, path) === text) continue;
    const message = `${placeOf(path)} was changed meanwhile. The secrets are in the vault; the file was not changed. Try again`;
    throw new GatewayError('unavailable', message, { place: placeOf(path) });
  }
  for (const { path, text } of moves) {
    const here = moves.filter((move) => placeOf(move.path) === placeOf(path));
    const references = here.map(({ start, end, as }) => ({ start, end, reference: referenceTo(as) }));
    setText(draft, path, withReferences(text, references));
  }
}

function keptElsewhere(moves: readonly Move[]): GatewayError {
  const names = [...new Set(moves.map(({ as }) => as))].join(', ');
  const message = `The secrets of this gateway are kept outside of it. Set them there (${names}), and name them in the file`;
  return new GatewayError('operation_failed', message);
}
