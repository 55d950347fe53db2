import type { Redis } from 'ioredis';

export interface Listening {
  /** Calls back with what is published on a topic, until the returned function is called. */
  on(topic: string, listener: (message: Buffer) => void): () => void;
  dispose(): void;
}

/** A connection that listens can do nothing else, so there is one for that; it is opened with the first listener. */
export function createListening(client: Redis, prefix: string): Listening {
  const listeners = new Map<string, Set<(message: Buffer) => void>>();
  let subscriber: Redis | undefined;

  function open(): Redis {
    const opened = client.duplicate({ lazyConnect: false, enableOfflineQueue: true, autoResubscribe: true });
    opened.on('error', () => undefined);
    opened.on('messageBuffer', (channel: Buffer, message: Buffer) => {
      for (const listener of listeners.get(channel.toString()) ?? []) listener(message);
    });
    // Also for what is to be heard before it was ever reached.
    opened.on('ready', () => void subscribe([...listeners.keys()]));
    return opened;
  }

  async function subscribe(channels: readonly string[]): Promise<void> {
    if (channels.length === 0) return;
    await subscriber?.subscribe(...channels).catch(() => undefined);
  }

  return {
    on(topic, listener) {
      const channel = prefix + topic;
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      subscriber ??= open();
      void subscribe([channel]);
      return () => {
        all.delete(listener);
        if (all.size > 0) return;
        listeners.delete(channel);
        void subscriber?.unsubscribe(channel).catch(() => undefined);
      };
    },
    dispose() {
      listeners.clear();
      subscriber?.disconnect();
    },
  };
}
