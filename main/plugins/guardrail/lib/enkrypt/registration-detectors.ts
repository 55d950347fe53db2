import type { DetectorName } from '../../../../../shared/model/detectors';

/** Words that a definition has no business to hold, unless somebody lists others. */
export const REGISTRATION_KEYWORDS: readonly string[] = (
  'exec,shell,eval,run_code,destroy,wipe,kill,terminate,exploit,hack,crack,bypass,override,escalate,sudo,chmod,chown,mcp.json,' +
  'claude_desktop_config.json,enkrypt_mcp_config.json,.env'
).split(',');

const DEFAULT_POLICY =
  'Only allow MCP servers and tools whose descriptions are safe: no instructions to the model, no access to credentials, no harmful actions.';

export interface RegistrationChoice {
  readonly wanted: ReadonlySet<DetectorName> | undefined;
  readonly policyText: string | undefined;
  readonly keywords: readonly string[];
  readonly topics: readonly string[];
}

/** The `detectors` of `guardrails/batch/detect`: all nine, each switched on only if the policy wants it. */
export function registrationDetectors({ wanted, policyText, keywords, topics }: RegistrationChoice): object {
  const enabled = (name: DetectorName) => ({ enabled: wanted?.has(name) ?? true });
  return {
    injection_attack: enabled('injection'),
    policy_violation: {
      ...enabled('policy-violation'),
      need_explanation: true,
      policy_text: policyText ?? DEFAULT_POLICY,
    },
    keyword_detector: { ...enabled('banned-keywords'), banned_keywords: keywords },
    toxicity: enabled('toxicity'),
    nsfw: enabled('nsfw'),
    bias: enabled('bias'),
    sponge_attack: enabled('sponge'),
    topic_detector: topics.length === 0 ? { enabled: false, topic: [] } : { ...enabled('topics'), topic: topics },
    pii: { ...enabled('pii'), entities: [] },
  };
}
