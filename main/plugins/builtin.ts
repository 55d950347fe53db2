import type { PluginDefinition } from '../gateway/ports/plugin';
import { approvalWebhook } from './approval-channel/webhook';
import { redisCache } from './cache/redis';
import { enkryptAuth } from './auth/enkrypt';
import { introspection } from './auth/introspection';
import { jwt } from './auth/jwt';
import { localApiKey } from './auth/local-api-key';
import { composite } from './guardrail/composite';
import { customKeyword } from './guardrail/custom-keyword';
import { enkrypt } from './guardrail/enkrypt';
import { llmJudge } from './guardrail/llm-judge';
import { local } from './guardrail/local';
import { openaiModeration } from './guardrail/openai-moderation';
import { webhook } from './guardrail/webhook';
import { secretStores } from './secret-stores';
import { file } from './telemetry/file';
import { opentelemetry } from './telemetry/opentelemetry';
import { prometheus } from './telemetry/prometheus';
import { stdout } from './telemetry/stdout';

/** Every provider that ships. A new one is a file of its own and a line here. */
export const builtinPlugins: readonly PluginDefinition[] = [
  localApiKey,
  jwt,
  introspection,
  enkryptAuth,
  local,
  customKeyword,
  enkrypt,
  openaiModeration,
  llmJudge,
  webhook,
  composite,
  approvalWebhook,
  redisCache,
  prometheus,
  opentelemetry,
  stdout,
  file,
  ...secretStores,
];
