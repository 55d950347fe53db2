import { GatewayError } from '../../shared/errors/gateway-error';
import { maskSecret } from '../../shared/text/redact';
import type { ConfigFile } from '../gateway/config/config-file';
import { formatPath, type PathPart } from '../gateway/config/config-problem';
import { parseConfigText, readConfigText } from '../gateway/config/read-config-text';
import { findSecretUses } from '../gateway/config/secret-references';
import type { SecretStore, SecretVault } from '../gateway/ports/secret-store';
import { findPlaintextSecrets, type LookForSecrets, type PlaintextSecret } from './plaintext-secrets';
import { rewriteBackup, setText, textAt, withReferences } from './rewrite-backup';

/** A secret of the configuration, for people to read: never its value. */
export interface FoundSecret {
  readonly place: string;
  readonly masked: string;
  /** The secret of the vault that it becomes. Absent: it cannot be moved. */
  readonly name?: string;
  readonly advice?: string;
}

export interface AdoptionPlan {
  readonly found: readonly FoundSecret[];
  /** Earlier states of the file that hold secrets too. */
  readonly backups: number;
}

export interface Adoption {
  readonly moved: readonly FoundSecret[];
  /** Those that could not be moved. */
  readonly left: readonly FoundSecret[];
  readonly backups: {
    readonly rewritten: number;
    readonly deleted: number;
    /** Files that still hold secrets, or cannot be read. */
    readonly left: readonly string[];
  };
}

export interface SecretAdoption {
  /** Only looks: needs neither the vault nor its key. */
  find(): Promise<readonly FoundSecret[]>;
  plan(): Promise<AdoptionPlan>;
  /** First into the vault, then out of the file, then out of its backups: whatever happens, no secret is lost. */
  adopt(choice: { readonly purgeBackups: boolean }): Promise<Adoption>;
}

export interface SecretAdoptionNeeds {
  readonly openStore: () => Promise<SecretStore>;
  readonly file: ConfigFile;
  readonly look: LookForSecrets;
}

interface Move extends PlaintextSecret {
  readonly value: string;
  /** In the vault. */
  readonly as: string;
}

const referenceTo = (name: string): string => `\${secret:${name}}`;
const placeOf = (path: readonly PathPart[]): string => formatPath([...path]);
const valueOf = ({ text, start, end }: PlaintextSecret): string => text.slice(start, end);
const shown = (secret: PlaintextSecret, name?: string): FoundSecret => ({
  place: placeOf(secret.path),
  masked: maskSecret(valueOf(secret)),
  ...(name === undefined ? {} : { name }),
  ...(secret.advice === undefined ? {} : { advice: secret.advice }),
});

/** Moves secrets that stand in the configuration into the vault. */
export function createSecretAdoption({ openStore, file, look }: SecretAdoptionNeeds): SecretAdoption {
  async function read(): Promise<unknown> {
    // A file that is not valid is not changed, and what is wrong with it is said first.
    await file.read();
    return parseConfigText((await readConfigText(file.path)).text, file.path);
  }

  async function cleanBackups(moves: readonly Move[], purge: boolean): Promise<Adoption['backups']> {
    const present = await read();
    const known = new Map(moves.map(({ value, as }) => [value, referenceTo(as)]));
    const left: string[] = [];
    const counts = await file.rewriteBackups((text, name) => {
      const rewriting = rewriteBackup(text, { look, present, referenceTo: (value) => known.get(value) });
      if (rewriting.left === 0) return rewriting.text;
      // What a write that was cut off left behind is of no use to anybody.
      if (purge || !name.endsWith('.json')) return undefined;
      left.push(name);
      return rewriting.text;
    });
    return { ...counts, left };
  }

  async function planMoves(found: readonly PlaintextSecret[], store: SecretStore, config: unknown): Promise<Move[]> {
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

  return {
    find: async () => findPlaintextSecrets(await read(), look).map((secret) => shown(secret)),
    async plan() {
      const config = await read();
      const found = findPlaintextSecrets(config, look);
      const moves = await planMoves(found, await openStore(), config);
      const names = new Map(moves.map(({ path, start, as }) => [`${placeOf(path)} ${start}`, as]));
      let backups = 0;
      await file.rewriteBackups((text) => {
        const { left } = rewriteBackup(text, { look, present: undefined, referenceTo: () => undefined });
        if (left !== 0) backups += 1;
        return text;
      });
      return {
        found: found.map((secret) => shown(secret, names.get(`${placeOf(secret.path)} ${secret.start}`))),
        backups,
      };
    },
    async adopt({ purgeBackups }) {
      const config = await read();
      const found = findPlaintextSecrets(config, look);
      const store = await openStore();
      const moves = await planMoves(found, store, config);
      if (moves.length > 0) {
        await intoVault(moves, store);
        await file.update((draft) => outOfFile(draft, moves));
      }
      const backups = await cleanBackups(moves, purgeBackups);
      return {
        moved: moves.map((move) => shown(move, move.as)),
        left: found.filter(({ advice }) => advice !== undefined).map((secret) => shown(secret)),
        backups,
      };
    },
  };
}

async function freeName(wanted: string, isFree: (name: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (await isFree(name)) return name;
  }
}

/** Believes in nothing that was not read back. */
async function intoVault(moves: readonly Move[], store: SecretStore): Promise<void> {
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

function outOfFile(draft: unknown, moves: readonly Move[]): void {
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
