import type { Handlers } from '../../../shared/contract/define';
import type { secrets } from '../../../shared/contract/secrets';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { KeyChoice } from '../../gateway/ports/secret-store';
import type { SecretAdmin } from '../secret-admin';

/** Secrets: their names and who uses them. */
export function secretHandlers(admin: SecretAdmin): Handlers<typeof secrets> {
  return {
    list: async () => [...(await admin.list())],
    status: async () => ({ ...(await admin.status()) }),
    rotate: (input) => admin.rotate(keyChoice(input)),
    set: ({ id, value }) => admin.set(id, value),
    delete: async ({ id }) => ({ usedBy: await admin.delete(id) }),
  };
}

function keyChoice({
  key,
  keyFile,
}: {
  readonly key?: KeyChoice['source'] | undefined;
  readonly keyFile?: string | undefined;
}): KeyChoice | undefined {
  if (keyFile === undefined) return key === undefined ? undefined : { source: key };
  if (key === undefined || key === 'key-file') return { source: 'key-file', path: keyFile };
  throw new GatewayError('invalid_params', '"keyFile" is for the holder key-file alone');
}
