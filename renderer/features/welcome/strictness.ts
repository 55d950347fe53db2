import type { Policy } from '../../../shared/config/policy';

/** How strict a gateway is as a whole, in three words. */
export const STRICTNESS = ['observe', 'ask', 'strict'] as const;
export type Strictness = (typeof STRICTNESS)[number];

type Json = Readonly<Record<string, unknown>>;
type Detectors = NonNullable<Policy['detectors']>;

const STRICT_DETECTORS = {
  injection: { action: 'block' },
  'tool-poisoning': { action: 'block' },
  'hidden-text': { action: 'block' },
  jailbreak: { action: 'block' },
  exfiltration: { action: 'block' },
  'shell-injection': { action: 'block' },
  'code-injection': { action: 'block' },
  'sql-injection': { action: 'block' },
  'path-traversal': { action: 'block' },
  ssrf: { action: 'block' },
  pii: { action: { input: 'redact', output: 'redact', listing: 'flag', server: 'flag' } },
} as const satisfies Detectors;

interface Says {
  readonly mode: 'enforce' | 'monitor';
  readonly ask: 'writes' | 'all-but-reads';
  readonly detectors: Detectors;
}

const SAYS: Readonly<Record<Strictness, Says>> = {
  observe: { mode: 'monitor', ask: 'writes', detectors: {} },
  ask: { mode: 'enforce', ask: 'writes', detectors: {} },
  strict: { mode: 'enforce', ask: 'all-but-reads', detectors: STRICT_DETECTORS },
};

const objectAt = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What a person added beside the words of this file. */
function ownDetectors(policy: Json): Json {
  const strict: Json = STRICT_DETECTORS;
  return Object.fromEntries(
    Object.entries(objectAt(policy['detectors'])).filter(([name, says]) => !isSame(says, strict[name])),
  );
}

/** Which of the three a policy of the gateway is; `undefined` for one that somebody wrote. */
export function strictnessOf(policy: Json): Strictness | undefined {
  const { ask = 'writes', ...others } = objectAt(policy['approvals']);
  if (Object.keys(others).length > 0 || Object.keys(ownDetectors(policy)).length > 0) return undefined;
  const found = { mode: policy['mode'] ?? 'enforce', ask, count: Object.keys(objectAt(policy['detectors'])).length };
  return STRICTNESS.find((each) => {
    const { mode, ask: asked, detectors } = SAYS[each];
    return found.mode === mode && found.ask === asked && found.count === Object.keys(detectors).length;
  });
}

/** The policy of the gateway with this strictness; what else it says stays. */
export function withStrictness(policy: Json, strictness: Strictness): Record<string, unknown> {
  const { mode, ask, detectors } = SAYS[strictness];
  const { detectors: _, ...rest } = policy;
  const all = { ...ownDetectors(policy), ...detectors };
  return {
    ...rest,
    mode,
    approvals: { ...objectAt(policy['approvals']), ask },
    ...(Object.keys(all).length === 0 ? {} : { detectors: all }),
  };
}
