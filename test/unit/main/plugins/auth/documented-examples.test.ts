import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GatewayConfig } from '../../../../../shared/config/gateway-config';
import { builtinPlugins } from '../../../../../main/plugins/builtin';
import { createRegistry } from '../../../../../main/plugins/registry';
import { pluginContext } from '../../../../support/plugin-context';

const text = readFileSync(join(import.meta.dirname, '../../../../../docs/authentication.md'), 'utf8');
const examples = [...text.matchAll(/^```json\n([^]*?)^```/gm)].map(([, json = '']) => JSON.parse(json) as object);

describe('docs/authentication.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(2);
  });

  it.each(examples)('shows what works: %j', async (example) => {
    const { auth } = GatewayConfig.parse({ version: 1, ...example });
    const registry = createRegistry(builtinPlugins);
    for (const entry of auth)
      expect(await registry.create('auth', entry, pluginContext())).toHaveProperty('authenticate');
  });

  it('names every provider there is', () => {
    const names = builtinPlugins.filter(({ kind }) => kind === 'auth').map(({ name }) => name);
    for (const name of names) expect(text).toContain(`| \`${name}\` |`);
  });
});
