import { asGatewayError } from '../../../shared/errors/gateway-error';
import type { Logger } from '../ports/logger';
import type { SecretFacts } from '../ports/secret-store';
import { createConfigWatch } from './config-watch';

/** Notices that secrets were set, replaced or deleted by whoever it was, without opening one. */
export interface SecretWatch {
  /** Microseconds: asked before every request. */
  isStale(): boolean;
  /** Names of the secrets that are not what they were when this was last asked. */
  takeChanges(): Promise<ReadonlySet<string>>;
  /** Another text whenever the secret is another. */
  editionOf(name: string): string;
}

export interface SecretWatchNeeds {
  /** The file that changes with every secret. */
  readonly path: string;
  /** `undefined`: the secrets are kept elsewhere, where changes cannot be seen. */
  readonly list: () => Promise<readonly SecretFacts[] | undefined>;
  readonly log: Logger;
}

type Editions = ReadonlyMap<string, string>;

const NOTHING: ReadonlySet<string> = new Set();

/** Begins with the secrets as they are now. */
export async function createSecretWatch({ path, list, log }: SecretWatchNeeds): Promise<SecretWatch> {
  const watch = createConfigWatch(path);
  // What keeps them from being read at the start is said by whoever needs one.
  let editions: Editions = (await read(() => undefined)) ?? new Map();

  async function read(tell: (problem: string) => void): Promise<Editions | undefined> {
    // Accepted before it is read, so that a change during the reading is seen afterwards.
    watch.accept();
    try {
      const facts = await list();
      // A secret that was deleted and set again begins with version 1 again.
      return facts && new Map(facts.map(({ name, version, updatedAt }) => [name, `${version} ${updatedAt}`]));
    } catch (failure) {
      tell(asGatewayError(failure).message);
      return undefined;
    }
  }

  const warn = (problem: string) =>
    log.warn('What secrets there are cannot be read; servers keep what they were given', { problem });

  return {
    isStale: () => watch.hasChanged(),
    async takeChanges() {
      const next = await read(warn);
      if (next === undefined) return NOTHING;
      const before = editions;
      editions = next;
      const names = [...new Set([...before.keys(), ...next.keys()])];
      return new Set(names.filter((name) => before.get(name) !== next.get(name)));
    },
    editionOf: (name) => editions.get(name) ?? '',
  };
}
