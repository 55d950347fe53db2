import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';
import { ServiceKey } from '../lib/service-options';

const Tls = z.strictObject({
  /** PEM of the authorities that may have signed the server’s certificate. Absent: those of the system. */
  ca: z.string().min(1).optional(),
  /** PEM of our own certificate and its key, for servers that ask for one. */
  cert: z.string().min(1).optional(),
  key: ServiceKey.optional(),
  /** The name in the server’s certificate, where it is not its host. */
  serverName: z.string().min(1).optional(),
});

const Options = z.strictObject({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.number().int().min(1).max(65_535).default(6_379),
  db: z.number().int().min(0).max(1_023).default(0),
  user: z.string().min(1).optional(),
  /** Best as a reference such as `${secret:redis}`. */
  password: ServiceKey.optional(),
  tls: z.union([z.literal(true), Tls]).optional(),
  /** Before every key: gateways with the same one share what they know. */
  prefix: z
    .string()
    .regex(/^[\w:.-]{1,64}$/)
    .default('smg:'),
  /** What values are sealed with; at least 32 characters. Absent: a key made from the vault’s. */
  encryptionKey: ServiceKey.optional(),
});
export type RedisOptions = z.output<typeof Options>;

/** Redis, KeyDB or Valkey. */
export const redisCache = definePlugin({
  kind: 'cache',
  name: 'redis',
  title: 'Redis',
  options: Options,
  async create(options, context) {
    // Only whoever has a Redis needs the library for it.
    const { openRedis } = await import('./lib/open-redis');
    const store = await openRedis(options, context);
    context.onDispose(() => store.dispose());
    return store;
  },
});
