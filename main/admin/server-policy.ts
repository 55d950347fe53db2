import { z } from 'zod';
import { PHASES, Policy } from '../../shared/config/policy';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { convertBasePolicies, vendorPolicies } from '../gateway/config/base-product-policy';

type Phase = (typeof PHASES)[number];
/** Which policy of the base product a value stands for. */
export type PolicySlot = 'input' | 'output' | 'tool';

const SLOTS: Readonly<Record<PolicySlot, { readonly member: string; readonly phases: readonly Phase[] }>> = {
  input: { member: 'input_guardrails_policy', phases: ['input'] },
  output: { member: 'output_guardrails_policy', phases: ['output'] },
  tool: { member: 'tool_guardrails_policy', phases: ['listing', 'server'] },
};

const BASE_MEMBERS = new Set(['enabled', 'policy_name', 'block', 'additional_config', 'provider', 'debug']);

export interface ReadPolicies {
  /** What stands there afterwards. */
  readonly policy: Policy;
  readonly notes: readonly string[];
}

/** Lays policies for single directions, in the words of the base product or in ours, over the policy of a server. */
export function layPolicies(
  present: unknown,
  given: Partial<Record<PolicySlot, unknown>>,
  validatesInfo = true,
): ReadPolicies {
  const notes: string[] = [];
  let policy = present === undefined ? {} : parsePolicy(present);
  for (const [slot, value] of Object.entries(given) as [PolicySlot, unknown][]) {
    const { phases } = SLOTS[slot];
    const read = isBasePolicy(value)
      ? readBase(slot, value, validatesInfo)
      : { policy: narrowed(readPolicy(value), phases), notes: [] };
    policy = merged(policy, read.policy, phases);
    notes.push(...read.notes);
  }
  return { policy, notes };
}

/** Throws `invalid_params` naming the member that is wrong. */
export function readPolicy(value: unknown): Policy {
  if (isJsonObject(value) && Object.keys(value).length === 0) {
    throw new GatewayError('invalid_params', 'The policy is empty: say "detectors", or "enabled" and "block"');
  }
  return parsePolicy(value);
}

/** Also reads one that is empty; throws `invalid_params` naming the member that is wrong. */
export function parsePolicy(value: unknown): Policy {
  const parsed = Policy.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unreadable(parsed.error);
}

export function isBasePolicy(value: unknown): value is JsonObject {
  const members = isJsonObject(value) ? Object.keys(value) : [];
  return members.length > 0 && members.every((member) => BASE_MEMBERS.has(member));
}

function readBase(slot: PolicySlot, value: JsonObject, validatesInfo: boolean): ReadPolicies {
  const server = { [SLOTS[slot].member]: value, enable_server_info_validation: validatesInfo };
  try {
    const { policy, notes } = convertBasePolicies(server);
    const vendor = vendorPolicies(server).map(
      ({ name }) =>
        `"${name}" is a policy at Enkrypt: it is asked where an entry of "guardrails" with "use": "enkrypt" names it in its options`,
    );
    const off =
      value['enabled'] === true
        ? []
        : [`${SLOTS[slot].member} is not enabled: here the policy of the project goes on to hold`];
    return { policy, notes: [...notes, ...vendor, ...off] };
  } catch (failure) {
    throw failure instanceof z.ZodError ? unreadable(failure) : failure;
  }
}

function unreadable({ issues }: z.ZodError): GatewayError {
  const reasons = issues.map(({ path, message }) => `${path.join('.') || 'the policy'}: ${message}`);
  return new GatewayError('invalid_params', `The policy cannot be read: ${reasons.join('; ')}`);
}

type Detectors = NonNullable<Policy['detectors']>;

/** What a policy of ours says about some phases; what it says beside detectors cannot be said about a phase. */
function narrowed({ detectors = {}, ...rest }: Policy, phases: readonly Phase[]): Policy {
  const [other] = Object.keys(rest);
  if (other !== undefined) {
    throw new GatewayError(
      'invalid_params',
      `"${other}" is not about one direction: set the whole policy of the server`,
    );
  }
  const kept = Object.entries(detectors).map(([name, says]) => [name, { ...says, action: actionsIn(says, phases) }]);
  return { detectors: Object.fromEntries(kept) as Detectors };
}

function actionsIn({ action }: Detectors[keyof Detectors] & object, phases: readonly Phase[]) {
  const all = typeof action === 'string' ? Object.fromEntries(PHASES.map((phase) => [phase, action])) : (action ?? {});
  return Object.fromEntries(Object.entries(all).filter(([phase]) => phases.includes(phase as Phase)));
}

/** `next` speaks about `phases` alone; what `present` said about them goes. */
function merged(present: Policy, next: Policy, phases: readonly Phase[]): Policy {
  const others = PHASES.filter((phase) => !phases.includes(phase));
  const detectors: Record<string, object> = {};
  for (const [name, says] of Object.entries(present.detectors ?? {})) {
    if (says.action === undefined) detectors[name] = says;
    else {
      const action = actionsIn(says, others);
      if (Object.keys(action).length > 0) detectors[name] = { ...says, action };
    }
  }
  for (const [name, says] of Object.entries(next.detectors ?? {})) {
    const before = detectors[name] as Detectors[keyof Detectors];
    const action = { ...(before === undefined ? {} : actionsIn(before, others)), ...actionsIn(says, phases) };
    detectors[name] = { ...before, ...says, action };
  }
  return { ...present, detectors: detectors as Detectors };
}
