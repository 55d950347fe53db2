import type { PluginContext } from '../../main/gateway/ports/plugin';

/** What the gateway gives to providers, for one that stands alone. */
export const pluginContext = (more: Partial<PluginContext> = {}): Omit<PluginContext, 'create'> => ({
  now: Date.now,
  dataDirectory: '',
  limits: { authFailures: 1, lockoutWindow: 1, lockout: 1 },
  resolve: (text) => Promise.resolve(text),
  onDispose: () => undefined,
  ...more,
});
