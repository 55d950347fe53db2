import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { GatewayError } from '../../shared/errors/gateway-error';
import { KEY_SOURCES, type KeyChoice } from '../gateway/ports/secret-store';
import { addOperations, type Guard } from './operations';
import type { SecretAdmin } from './secret-admin';

export interface SecretRoutes {
  readonly secrets: SecretAdmin;
  readonly guard: Guard;
}

const NewValue = z.strictObject({ value: z.string() });
const NewKey = z.strictObject({
  key: z.enum(KEY_SOURCES as readonly [KeyChoice['source'], ...KeyChoice['source'][]]).optional(),
  /** Of the holder `key-file`; absolute, as nobody knows where the gateway was started. */
  keyFile: z
    .string()
    .regex(/^(?:\/|[A-Za-z]:[\\/])/)
    .optional(),
});

/** Secrets over HTTP: their names and who uses them, never their values. */
export function addSecretRoutes(server: FastifyInstance, { secrets, guard }: SecretRoutes): void {
  addOperations(server, guard, [
    ['GET', '/secrets', () => secrets.list()],
    ['GET', '/secrets/status', () => secrets.status()],
    ['PUT', '/secrets/:id', ({ id, body }) => secrets.set(id, read(NewValue, body, VALUE_FORM).value)],
    ['DELETE', '/secrets/:id', async ({ id }) => ({ usedBy: await secrets.delete(id) })],
    ['POST', '/secrets/rotate', async ({ body }) => secrets.rotate(keyChoice(read(NewKey, body ?? {}, KEY_FORM)))],
  ]);
}

const VALUE_FORM = 'The body must be { "value": "…" } and nothing else';
const KEY_FORM = `"key" is one of ${KEY_SOURCES.join(', ')}; "keyFile" an absolute path, for key-file alone`;

/** What was wrong is not repeated: it may be the secret. */
function read<T>(schema: z.ZodType<T>, body: unknown, form: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new GatewayError('invalid_params', form);
}

function keyChoice({ key, keyFile }: z.output<typeof NewKey>): KeyChoice | undefined {
  if (keyFile === undefined) return key === undefined ? undefined : { source: key };
  if (key !== undefined && key !== 'key-file') throw new GatewayError('invalid_params', KEY_FORM);
  return { source: 'key-file', path: keyFile };
}
