import { maskSecret } from '../../shared/text/redact';
import type { ConfigFile } from '../gateway/config/config-file';
import { parseConfigText, readConfigText } from '../gateway/config/read-config-text';
import type { SecretStore } from '../gateway/ports/secret-store';
import { findPlaintextSecrets, type LookForSecrets, type PlaintextSecret } from './plaintext-secrets';
import { rewriteBackup } from './rewrite-backup';
import { intoVault, type Move, placeOf, planMoves, putReferences, referenceTo, valueOf } from './secret-moves';

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

  return {
    find: async () => findPlaintextSecrets(await read(), look).map((secret) => shown(secret)),
    async plan() {
      const config = await read();
      const found = findPlaintextSecrets(config, look);
      const moves = await planMoves(found, { store: await openStore(), config });
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
      const moves = await planMoves(found, { store, config });
      if (moves.length > 0) {
        await intoVault(moves, store);
        await file.update((draft) => putReferences(draft, moves));
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
