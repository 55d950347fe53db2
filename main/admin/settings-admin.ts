import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { collectorOptions, type CollectorWords, withCollector } from '../gateway/config/base-product-telemetry';
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
  /** Puts it into the options of the telemetry provider "opentelemetry"; what is not said stays. */
  setTelemetry(said: TelemetryWords): Promise<JsonObject>;
}

export interface TelemetryWords extends Pick<CollectorWords, 'url' | 'insecure'> {
  readonly enabled?: boolean | undefined;
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
    async setTelemetry({ enabled, ...said }) {
      let entry: JsonObject = {};
      await file.update((draft) => {
        const options = (present: JsonObject) => ({
          options: requireReadable(collectorOptions(said, present)),
          enabled,
        });
        draft.telemetry = withCollector(draft.telemetry, options);
        entry = { ...draft.telemetry.find(({ use }) => use === 'opentelemetry') };
      });
      return { enabled: true, ...entry };
    },
  };
}

/** The provider would refuse it too, but only when the configuration is put in force. */
function requireReadable(options: JsonObject): JsonObject {
  const { url, insecure } = options;
  if (typeof url !== 'string' || !url.startsWith('http:') || insecure === true) return options;
  if (/^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(new URL(url).hostname)) return options;
  const message = `Others could read along on the way to ${url}, and nothing was changed; "insecure": true allows it`;
  throw new GatewayError('config_rejected', message);
}
