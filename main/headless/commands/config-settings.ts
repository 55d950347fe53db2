import { GatewayError } from '../../../shared/errors/gateway-error';
import type { CommandNeeds } from '../leaf-command';
import type { OperationCommand } from '../operation-command';
import { readSecret } from '../read-secret';

interface TelemetryOptions {
  readonly enabled?: string;
  readonly url?: string;
  readonly insecure?: string;
}

function flag(text: string | undefined, option: string): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(?:true|yes|1)$/i.test(text)) return true;
  if (/^(?:false|no|0)$/i.test(text)) return false;
  throw new GatewayError('invalid_params', `${option} is true or false`);
}

/** Commands about settings of the gateway as a whole. */
export const SETTING_COMMANDS: readonly OperationCommand[] = [
  {
    words: 'set-enkrypt-api-key',
    description: 'put the key for Enkrypt into the vault; it is typed, or read from stdin',
    options: [
      ['--api-key <key>', 'the key itself, which others can then read on the command line: better leave it out'],
    ],
    operation: 'settings.setEnkryptApiKey',
    changes: true,
    input: async ({ apiKey }: { readonly apiKey?: string }, { io }: CommandNeeds) => {
      if (apiKey === undefined) return { api_key: await readSecret(io, 'Key for Enkrypt') };
      io.stderr.write(
        'Others can read the key on the command line; without --api-key it is typed, or read from stdin\n',
      );
      return { api_key: apiKey };
    },
  },
  {
    words: 'get-enkrypt-api-key',
    description: 'say whether the key for Enkrypt is set, never the key',
    operation: 'settings.getEnkryptApiKey',
    input: () => ({}),
  },
  {
    words: 'configure-telemetry',
    description: 'say where telemetry is sent',
    options: [
      ['--enabled <boolean>', 'true or false'],
      ['--url <url>', 'address of the collector'],
      ['--insecure <boolean>', 'true or false'],
    ],
    operation: 'settings.setTelemetry',
    changes: true,
    input: ({ enabled, url, insecure }: TelemetryOptions) => ({
      enabled: flag(enabled, '--enabled'),
      url,
      insecure: flag(insecure, '--insecure'),
    }),
  },
];
