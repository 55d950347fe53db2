import { randomBytes } from 'node:crypto';
import { parseUrl } from '../../../shared/text/is-url';
import type { SharedState } from './shared-state';

/** The gateways that share a store. What one of them keeps in memory can only be asked of that one. */
export interface Instances {
  /** An id of something that this gateway keeps; others see by it whom to ask. */
  mark(id: string): string;
  /** Where the gateway is that keeps it; `undefined`: it is ours, nobody’s, or its gateway is gone. */
  find(id: string): Promise<URL | undefined>;
  /** Tells the others where we are, again and again; `undefined`: nowhere that they could reach. */
  announce(address: () => string | undefined): void;
  /** Tells them that we are gone. */
  leave(): Promise<void>;
}

const ANNOUNCE_EVERY_MS = 4_000;
/** Whoever was not heard of for so long is gone. */
const ALIVE_MS = 12_000;

const MARK = /-([0-9a-f]{8})$/;
const keyOf = (name: string): string => `instance:${name}`;

export function createInstances(shared: SharedState): Instances {
  const name = randomBytes(4).toString('hex');
  let timer: NodeJS.Timeout | undefined;

  return {
    mark: (id) => `${id}-${name}`,
    async find(id) {
      const owner = MARK.exec(id)?.[1];
      if (owner === undefined || owner === name) return undefined;
      const address = await shared
        .reachable()
        ?.read(keyOf(owner))
        .catch(() => undefined);
      return address === undefined ? undefined : parseUrl(address);
    },
    announce(address) {
      const tell = (): void => {
        const here = address();
        const store = here === undefined ? undefined : shared.reachable();
        store?.write(keyOf(name), here ?? '', ALIVE_MS).catch(() => undefined);
      };
      clearInterval(timer);
      timer = setInterval(tell, ANNOUNCE_EVERY_MS).unref();
      shared.onReachable(tell);
      tell();
    },
    async leave() {
      clearInterval(timer);
      await shared
        .reachable()
        ?.remove([keyOf(name)])
        .catch(() => 0);
    },
  };
}
