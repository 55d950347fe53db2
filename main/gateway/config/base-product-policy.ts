import { z } from 'zod';
import type { DetectorPolicy, Policy } from '../../../shared/config/policy';
import type { DetectorName } from '../../../shared/model/detectors';
import type { Phase } from '../ports/guardrail';

/** The words of the base product for what a policy may block, and ours. */
const DETECTOR_OF: Readonly<Record<string, DetectorName>> = {
  policy_violation: 'policy-violation',
  injection_attack: 'injection',
  topic_detector: 'topics',
  nsfw: 'nsfw',
  toxicity: 'toxicity',
  pii: 'pii',
  keyword_detector: 'banned-keywords',
  bias: 'bias',
  sponge_attack: 'sponge',
  adherence: 'adherence',
  relevancy: 'relevancy',
  hallucination: 'hallucination',
  system_prompt_protection: 'system-prompt-leak',
  copyright_protection: 'copyright',
};

const threshold = z.number().min(0).max(1).optional();
/** Loose: other members mean nothing here. `additional_config` may be short or absent, as may all others. */
const BasePolicy = z.looseObject({
  enabled: z.boolean().default(false),
  policy_name: z.string().default(''),
  provider: z.string().optional(),
  block: z.array(z.string()).default([]),
  additional_config: z
    .looseObject({
      pii_redaction: z.boolean().default(false),
      relevancy: z.boolean().default(false),
      adherence: z.boolean().default(false),
      hallucination: z.boolean().default(false),
      relevancy_threshold: threshold,
      adherence_threshold: threshold,
    })
    .prefault({}),
});
type BasePolicy = z.output<typeof BasePolicy>;

export const BaseServerPolicies = z.looseObject({
  input_guardrails_policy: BasePolicy.prefault({}),
  output_guardrails_policy: BasePolicy.prefault({}),
  tool_guardrails_policy: BasePolicy.optional(),
  /** The older boolean form of `tool_guardrails_policy`. */
  enable_tool_guardrails: z.boolean().optional(),
  enable_server_info_validation: z.boolean().default(true),
});

export interface ConvertedPolicy {
  readonly policy: Policy;
  /** What was left out or changed its meaning, each a sentence. */
  readonly notes: readonly string[];
}

/** A policy that lives with the vendor, and where it is asked about. */
export interface VendorPolicy {
  readonly name: string;
  readonly phases: readonly Phase[];
}

type Actions = Partial<Record<Phase, 'off' | 'flag' | 'redact' | 'block'>>;

/** Says in our words what the policies of one server entry of an `enkrypt_mcp_config.json` say. Throws a ZodError. */
export function convertBasePolicies(server: unknown): ConvertedPolicy {
  const given = BaseServerPolicies.parse(server);
  const { input_guardrails_policy: input, output_guardrails_policy: output, enable_server_info_validation } = given;
  const notes: string[] = [];
  const tool = given.tool_guardrails_policy ?? BasePolicy.parse({ enabled: given.enable_tool_guardrails ?? false });
  const says = new Map<DetectorName, { actions: Actions; more: DetectorPolicy }>();
  const say = (
    name: DetectorName,
    phase: Phase,
    action: 'off' | 'flag' | 'redact' | 'block',
    more: DetectorPolicy = {},
  ) => {
    const before = says.get(name) ?? { actions: {}, more: {} };
    says.set(name, { actions: { ...before.actions, [phase]: action }, more: { ...before.more, ...more } });
  };
  const phases: readonly (readonly [Phase, BasePolicy, string])[] = [
    ['input', input, 'input_guardrails_policy'],
    ['output', output, 'output_guardrails_policy'],
    ['listing', tool, 'tool_guardrails_policy'],
    ...(enable_server_info_validation ? [['server', tool, 'tool_guardrails_policy'] as const] : []),
  ];
  for (const [phase, policy, member] of phases) {
    if (!policy.enabled) continue;
    for (const name of policy.block) {
      const detector = DETECTOR_OF[name];
      if (detector !== undefined) say(detector, phase, 'block');
      else if (phase !== 'server') notes.push(`${member}.block names "${name}", which no detector is called`);
    }
    if (policy.block.length === 0 && phase !== 'server') {
      notes.push(`${member} is enabled and blocks nothing: what it finds is only noted`);
    }
  }
  const { pii_redaction } = input.additional_config;
  if (input.enabled && pii_redaction) say('pii', 'input', 'redact');
  if (output.enabled) sayChecks(output, say);
  const detectors = Object.fromEntries(
    [...says].map(([name, { actions, more }]) => [name, { action: actions, ...more }]),
  );
  return { policy: { detectors }, notes };
}

type Say = (name: DetectorName, phase: Phase, action: 'flag' | 'block', more?: DetectorPolicy) => void;

/** The base product's checks of answers warn; they block where `block` names them too. */
function sayChecks({ additional_config: checks, block }: BasePolicy, say: Say): void {
  for (const name of ['relevancy', 'adherence', 'hallucination'] as const) {
    if (!checks[name]) continue;
    const limit = name === 'hallucination' ? undefined : checks[`${name}_threshold`];
    // Theirs is the least agreement that passes; a finding of ours scores the lack of it.
    const more = limit === undefined ? {} : { threshold: Number((1 - limit).toFixed(4)) };
    say(name, 'output', block.includes(name) ? 'block' : 'flag', more);
  }
}

/** The policies at the vendor that one server entry names. */
export function vendorPolicies(server: unknown): readonly VendorPolicy[] {
  const given = BaseServerPolicies.parse(server);
  const tool = given.tool_guardrails_policy ?? BasePolicy.parse({});
  const named: readonly (readonly [readonly Phase[], BasePolicy])[] = [
    [['input'], given.input_guardrails_policy],
    [['output'], given.output_guardrails_policy],
    [given.enable_server_info_validation ? ['listing', 'server'] : ['listing'], tool],
  ];
  return named.flatMap(([phases, { enabled, policy_name: name }]) =>
    enabled && name !== '' ? [{ name, phases }] : [],
  );
}
