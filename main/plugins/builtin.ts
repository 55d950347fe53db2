import type { PluginDefinition } from '../gateway/ports/plugin';
import { localApiKey } from './auth/local-api-key';
import { customKeyword } from './guardrail/custom-keyword';
import { local } from './guardrail/local';
import { activityLog } from './telemetry/activity-log';

/** Every provider that ships. A new one is a file of its own and a line here. */
export const builtinPlugins: readonly PluginDefinition[] = [localApiKey, local, customKeyword, activityLog];
