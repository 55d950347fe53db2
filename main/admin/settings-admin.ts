import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject } from '../../shared/model/json-rpc';
import type { ConfigFile } from '../gateway/config/config-file';
import type { SecretAdmin } from './secret-admin';

export interface EnkryptKeyState {
  readonly isSet: boolean;
  readonly secret: string;
  readonly updatedAt?: string;
  /** Guardrails that use it. */
  readonly guardrails: readonly string[];
}

/** What may be done with settings of the gateway as a whole. */
export interface SettingsAdmin {
  /** Into the vault; the guardrails that ask Enkrypt name it from then on. */
  setEnkryptKey(value: string): Promise<EnkryptKeyState>;
  enkryptKey(): Promise<EnkryptKeyState>;
  /** Throws `config_rejected`: there is nothing to set yet. */
  setTelemetry(): Promise<never>;
}

const SECRET = 'enkrypt-api-key';
const REFERENCE = `\${secret:${SECRET}}`;

export function createSettingsAdmin(file: ConfigFile, openSecrets: () => Promise<SecretAdmin>): SettingsAdmin {
  async function state(): Promise<EnkryptKeyState> {
    const listed = (await (await openSecrets()).list()).find(({ name }) => name === SECRET);
    const { guardrails } = await file.read();
    const users = guardrails.filter(({ options }) => isJsonObject(options) && options['apiKey'] === REFERENCE);
    return {
      isSet: listed?.isSet === true,
      secret: SECRET,
      ...(listed?.updatedAt === undefined ? {} : { updatedAt: listed.updatedAt }),
      guardrails: users.map(({ name }) => name),
    };
  }

  return {
    async setEnkryptKey(value) {
      // First the secret, then who names it: the other way round there would be a moment without one.
      await (await openSecrets()).set(SECRET, value);
      await file.update((draft) => {
        for (const entry of draft.guardrails ?? []) {
          if (entry.use !== 'enkrypt') continue;
          entry.options = { ...(isJsonObject(entry.options) ? entry.options : {}), apiKey: REFERENCE };
        }
      });
      return state();
    },
    enkryptKey: state,
    setTelemetry: async () => {
      const message =
        'This gateway sends no telemetry yet, so there is nothing to set, and nothing was changed. What happens is recorded in the directory "activity" of the data directory, and "status" has the counts';
      throw new GatewayError('config_rejected', message);
    },
  };
}
