import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Logger } from '../../gateway/ports/logger';
import type { ClientAdmin } from './client-admin';
import type { ClientState } from './entry-state';
import type { InspectedClient } from './inspect-client';

/** Programs write a file in several steps. */
const SETTLE_MS = 500;

/** How it stands with a connected client now. */
export interface ClientChange {
  readonly client: string;
  readonly title: string;
  readonly state: ClientState;
}

export interface ClientWatchNeeds {
  readonly clients: Pick<ClientAdmin, 'connected'>;
  /** The directory of our own notes, which change when a client is connected from elsewhere. */
  readonly notes: string;
  readonly log: Logger;
  readonly onChange: (change: ClientChange) => void;
}

export interface ClientWatch {
  /** Resolves when the first look is done. */
  readonly ready: Promise<void>;
  /** Looks again now. */
  look(): Promise<void>;
  stop(): void;
}

/** Looks at connected clients when their files change, and says in the log what became of their entries. Repairs nothing. */
export function watchClients({ clients, notes, log, onChange }: ClientWatchNeeds): ClientWatch {
  const watchers = new Map<string, FSWatcher>();
  const wanted = new Map<string, Set<string>>();
  const states = new Map<string, ClientState>();
  const titles = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let looking: Promise<void> = Promise.resolve();

  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), SETTLE_MS);
    timer.unref();
  };

  async function lookOnce(): Promise<void> {
    if (isStopped) return;
    const connected = await clients.connected();
    for (const client of connected) tellChange(client);
    const known = new Set(connected.map(({ definition }) => definition.id));
    for (const [id, title] of titles) {
      if (known.has(id)) continue;
      titles.delete(id);
      states.delete(id);
      onChange({ client: id, title, state: 'not-connected' });
    }
    const paths = connected.flatMap(({ record }) => Object.keys(record?.files ?? {}));
    const isNew = want([...paths, join(notes, 'connections.json')]);
    if (isStopped) return;
    follow();
    // What changed between the look and the watching was seen by neither.
    if (isNew) soon();
  }

  /** Says whether one of the files was not watched before. */
  function want(paths: readonly string[]): boolean {
    const before = new Map(wanted);
    wanted.clear();
    for (const path of paths) {
      const names = wanted.get(dirname(path)) ?? new Set();
      wanted.set(dirname(path), names.add(basename(path)));
    }
    return paths.some((path) => before.get(dirname(path))?.has(basename(path)) !== true);
  }

  function tellChange({ definition, state, files }: InspectedClient): void {
    const before = states.get(definition.id);
    states.set(definition.id, state);
    titles.set(definition.id, definition.title);
    if (before === state) return;
    onChange({ client: definition.id, title: definition.title, state });
    const facts = { client: definition.id, state, paths: files.map(({ path }) => path) };
    if (state === 'connected') log.info(`${definition.title} is connected`, facts);
    else
      log.warn(
        `${definition.title}: ${WORDS[state] ?? state}; secure-mcp-gateway client repair ${definition.id}`,
        facts,
      );
  }

  function follow(): void {
    for (const [directory, watcher] of watchers) {
      if (wanted.has(directory)) continue;
      watcher.close();
      watchers.delete(directory);
    }
    for (const directory of wanted.keys()) {
      if (watchers.has(directory)) continue;
      try {
        // The directory, since a file that is replaced is another one.
        const watcher = watch(directory, { persistent: false }, (_event, name) => {
          if (name === null || wanted.get(directory)?.has(name) === true) soon();
        });
        watcher.on('error', () => watchers.delete(directory));
        watchers.set(directory, watcher);
      } catch (failure) {
        log.debug('A directory of a client cannot be watched', { directory, failure });
      }
    }
  }

  function look(): Promise<void> {
    looking = looking
      .then(lookOnce)
      .catch((failure: unknown) => log.warn('The clients could not be looked at', { failure }));
    return looking;
  }

  return {
    ready: look(),
    look,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

const WORDS: Partial<Record<ClientState, string>> = {
  'entry-removed': 'its entry for the gateway is gone from its file',
  stale: 'its entry names a program or an address that is no longer right',
  'key-revoked': 'its key is no longer accepted',
  customised: 'its entry was changed',
  unreadable: 'its file cannot be read',
};
