import { hkdfSync, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { burstOf } from '../../../../shared/config/limits';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { PluginContext } from '../../../gateway/ports/plugin';
import type { SharedStore } from '../../../gateway/ports/shared-store';
import type { RedisOptions } from '../redis';
import { createListening } from './listening';
import { createSealedValues } from './sealed-values';
import { TAKE, UNLOCK } from './scripts';
import { createStoreWatch } from './store-watch';

/** Whoever needs more than this has lost it: a frozen server must not hold up anybody. */
const ANSWER_WITHIN_MS = 250;
const CONNECT_WITHIN_MS = 2_000;
const LONGEST_PAUSE_MS = 2_000;
const PROBE_MS = 1_000;
const SCAN_COUNT = 500;
const SHORTEST_KEY = 32;

const CLOSED = 'Connection is closed.';
const NO_CONNECTION = /Connection is closed|isn't writeable|offline queue/i;

type Context = Pick<PluginContext, 'resolve' | 'now' | 'sharedKey'>;

/** Opens the connection in the background: a server that is not there holds up no start. */
export async function openRedis(
  options: RedisOptions,
  context: Context,
): Promise<SharedStore & { dispose(): Promise<void> }> {
  const { prefix, host, port, db } = options;
  const values = createSealedValues(await sealingKey(options, context));
  const client = await connect(options, context);
  const listening = createListening(client, prefix);
  // What is asked while there is no connection fails with no more than that; why there is none was said before.
  let complaint: unknown;
  client.on('error', (failure: unknown) => (complaint = failure));
  client.on('ready', () => (complaint = undefined));
  client.on('close', () => watch.lost(whatIsWrong(new Error(CLOSED))));
  const whatIsWrong = (failure: unknown): string => {
    const isOnlyClosed = failure instanceof Error && NO_CONNECTION.test(failure.message);
    return explain(isOnlyClosed && complaint !== undefined ? complaint : failure);
  };
  const watch = createStoreWatch({
    address: `${host}:${port}/${db}`,
    now: context.now,
    explain: whatIsWrong,
    async probe() {
      if (client.status === 'wait' || client.status === 'end') await client.connect();
      // A write, because a server that is full answers everything else.
      await client.set(`${prefix}probe`, '1', 'PX', PROBE_MS);
    },
  });

  async function asking<T>(work: () => Promise<T>): Promise<T> {
    const { state, problem = 'unknown cause' } = watch.health();
    if (state === 'lost') throw new GatewayError('cache_connection_failed', `The cache is lost: ${problem}`);
    try {
      return await work();
    } catch (cause) {
      const why = whatIsWrong(cause);
      watch.lost(why);
      throw new GatewayError('cache_operation_failed', `The cache is lost: ${why}`, {}, { cause });
    }
  }

  return {
    read: (key) =>
      asking(async () => {
        const sealed = await client.getBuffer(prefix + key);
        return sealed === null ? undefined : values.open(key, sealed);
      }),
    write: (key, value, ttlMs) =>
      asking(async () => void (await client.set(prefix + key, values.seal(key, value), 'PX', Math.ceil(ttlMs)))),
    remove: (keys) =>
      keys.length === 0 ? Promise.resolve(0) : asking(() => client.unlink(keys.map((key) => prefix + key))),
    keys: (start) =>
      asking(async () => {
        const found: string[] = [];
        for (let cursor = '0'; ;) {
          const match = `${escapeGlob(prefix + start)}*`;
          const [next, some] = await client.scan(cursor, 'MATCH', match, 'COUNT', SCAN_COUNT);
          found.push(...some.map((key) => key.slice(prefix.length)));
          if (next === '0') return [...new Set(found)];
          cursor = next;
        }
      }),
    take(name, rate) {
      if (rate.perMinute === 0) return Promise.resolve(0);
      const burst = burstOf(rate);
      const bucket = `${prefix}rate:${rate.perMinute}/${burst} ${name}`;
      return asking(async () => Number(await client.eval(TAKE, 1, bucket, 60_000 / rate.perMinute, burst)));
    },
    publish: (topic, message) =>
      asking(async () => void (await client.publish(prefix + topic, values.seal(topic, message)))),
    listen: (topic, listener) =>
      listening.on(topic, (sealed) => {
        const message = values.open(topic, sealed);
        if (message !== undefined) listener(message);
      }),
    lock: (name, ttlMs) =>
      asking(async () => {
        const [key, mark] = [`${prefix}lock:${name}`, randomUUID()];
        if ((await client.set(key, mark, 'PX', ttlMs, 'NX')) === null) return undefined;
        return async () => void (await asking(() => client.eval(UNLOCK, 1, key, mark)).catch(() => undefined));
      }),
    health: watch.health,
    onHealth: watch.onHealth,
    dispose() {
      watch.dispose();
      listening.dispose();
      client.disconnect();
      return Promise.resolve();
    },
  };
}

async function connect(options: RedisOptions, { resolve }: Context): Promise<Redis> {
  const { host, port, db, user, password, tls } = options;
  const client = new Redis({
    host,
    port,
    db,
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password: await resolve(password) }),
    ...(tls === undefined ? {} : { tls: await tlsOptions(tls, resolve) }),
    lazyConnect: true,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    commandTimeout: ANSWER_WITHIN_MS,
    connectTimeout: CONNECT_WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: (times) => Math.min(100 * times, LONGEST_PAUSE_MS),
    connectionName: 'secure-mcp-gateway',
  });
  return client;
}

async function tlsOptions(tls: NonNullable<RedisOptions['tls']>, resolve: Context['resolve']) {
  if (tls === true) return {};
  const { ca, cert, key, serverName } = tls;
  return {
    ...(ca === undefined ? {} : { ca: await resolve(ca) }),
    ...(cert === undefined ? {} : { cert: await resolve(cert) }),
    ...(key === undefined ? {} : { key: await resolve(key) }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}

async function sealingKey({ encryptionKey, prefix }: RedisOptions, { resolve, sharedKey }: Context): Promise<Buffer> {
  if (encryptionKey === undefined) {
    if (sharedKey !== undefined) return sharedKey(`cache ${prefix}`);
    throw new GatewayError(
      'config_invalid',
      'cache.provider needs "encryptionKey": there is no vault to take one from',
    );
  }
  const text = await resolve(encryptionKey);
  if (text.length >= SHORTEST_KEY) {
    return Buffer.from(hkdfSync('sha256', text, '', `secure-mcp-gateway cache ${prefix}`, 32));
  }
  throw new GatewayError('config_invalid', `cache.provider: "encryptionKey" must have ${SHORTEST_KEY} characters`);
}

const escapeGlob = (text: string): string => text.replace(/[\\*?[\]^]/g, '\\$&');

/** In words that say what to do about it. */
function explain(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (/WRONGPASS|invalid password|AUTH/i.test(message)) return 'it refused the user or the password';
  if (/NOPERM/.test(message)) return `the user may not do what is needed (${message})`;
  if (/^OOM|MISCONF/.test(message)) return `it takes nothing more (${message.slice(0, 120)})`;
  if (/timed out|ETIMEDOUT/i.test(message)) return 'it does not answer';
  if (/ECONNREFUSED|ECONNRESET|EPIPE/.test(message) || NO_CONNECTION.test(message)) return 'nobody answers there';
  return message.slice(0, 200);
}
