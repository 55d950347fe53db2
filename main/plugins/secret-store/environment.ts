import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';

/** Secrets from the environment of the gateway: `api-key` is read from `<prefix>API_KEY`. */
export const environmentSecrets = definePlugin({
  kind: 'secret-store',
  name: 'environment',
  title: 'Environment',
  options: z
    .strictObject({
      prefix: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'not the beginning of a variable name')
        .default('SECURE_MCP_GATEWAY_SECRET_'),
    })
    .prefault({}),
  create({ prefix }, { custody }) {
    const variable = (name: string): string => `${prefix}${name.toUpperCase().replace(/[.-]/g, '_')}`;
    return {
      read: (name) => Promise.resolve(custody?.environment[variable(name)]),
      status: () => Promise.resolve({ store: 'environment', ok: true, place: `variables ${prefix}…` }),
    };
  },
});
