import type { AskAbout } from '../../../shared/config/approvals';
import { PHASES, type DetectorPolicy, type Policy, type PolicyAction } from '../../../shared/config/policy';
import { DETECTOR_NAMES, detectorFacts, SEVERITIES, type DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding, Severity } from '../../../shared/model/verdict';
import { mergeArgumentRules, type EffectiveRule } from '../argument-rules/effective-rules';
import type { Phase } from '../ports/guardrail';

/** One level of the policy with the words that name it: `shipped`, `global`, `project team`, `server files`. */
export interface PolicyLevel {
  readonly origin: string;
  readonly policy: Policy;
}

/** What is done about one detector in one phase, and which level said so. */
export interface Decision {
  readonly action: PolicyAction;
  readonly threshold: number;
  readonly severity: Severity;
  readonly escalate?: { readonly from: Severity; readonly action: PolicyAction };
  readonly origin: string;
}

export interface DetectorSettings {
  readonly decisions: Readonly<Record<Phase, Decision>>;
  readonly timeoutMs?: number;
  readonly onFailure?: 'closed' | 'open';
}

/** The levels made into one. */
export interface EffectivePolicy {
  readonly mode: 'enforce' | 'monitor';
  readonly detectors: ReadonlyMap<DetectorName, DetectorSettings>;
  /** Detectors with an action in a phase. */
  readonly wanted: Readonly<Record<Phase, ReadonlySet<DetectorName>>>;
  /** What must be true of arguments, for all tools of the place. */
  readonly argumentRules: readonly EffectiveRule[];
  readonly restoreInAnswers: boolean;
  readonly restoreInArguments: 'never' | 'same-server' | readonly string[];
  readonly approvals: {
    readonly ask: AskAbout;
    readonly results: 'nothing' | 'everything';
    readonly askClient: boolean;
  };
}

/** Merges levels, the least specific first; the first is the shipped one. */
export function mergePolicy(levels: readonly PolicyLevel[]): EffectivePolicy {
  const detectors = new Map(DETECTOR_NAMES.map((name) => [name, settingsOf(name, levels)] as const));
  const wanted = Object.fromEntries(
    PHASES.map((phase) => [phase, new Set(DETECTOR_NAMES.filter((name) => isActive(detectors, name, phase)))]),
  ) as unknown as EffectivePolicy['wanted'];
  const last = <T>(pick: (policy: Policy) => T | undefined): T | undefined =>
    levels.reduce<T | undefined>((found, { policy }) => pick(policy) ?? found, undefined);
  return {
    mode: last((policy) => policy.mode) ?? 'enforce',
    detectors,
    wanted,
    argumentRules: mergeArgumentRules(levels),
    restoreInAnswers: last((policy) => policy.redaction?.restoreInAnswers) ?? true,
    restoreInArguments: last((policy) => policy.redaction?.restoreInArguments) ?? 'same-server',
    approvals: {
      ask: last((policy) => policy.approvals?.ask) ?? 'nothing',
      results: last((policy) => policy.approvals?.results) ?? 'nothing',
      askClient: last((policy) => policy.approvals?.askClient) ?? false,
    },
  };
}

/** What the policy does about a finding. */
export function actionFor(policy: EffectivePolicy, finding: DetectedFinding, phase: Phase): PolicyAction {
  const decision = policy.detectors.get(finding.detector)?.decisions[phase];
  if (decision === undefined || finding.score < decision.threshold) return 'off';
  if (rank(finding.severity) < rank(decision.severity)) return 'off';
  const { escalate, action } = decision;
  return escalate !== undefined && action !== 'off' && rank(finding.severity) >= rank(escalate.from)
    ? escalate.action
    : action;
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);

function isActive(detectors: ReadonlyMap<DetectorName, DetectorSettings>, name: DetectorName, phase: Phase): boolean {
  return detectors.get(name)?.decisions[phase].action !== 'off';
}

interface Said {
  readonly origin: string;
  readonly says: DetectorPolicy;
}

function settingsOf(name: DetectorName, levels: readonly PolicyLevel[]): DetectorSettings {
  const said = levels.flatMap(({ origin, policy }): Said[] => {
    const says = policy.detectors?.[name];
    return says === undefined ? [] : [{ origin, says }];
  });
  const decisions = Object.fromEntries(
    PHASES.map((phase) => [phase, decisionOf(name, phase, said)]),
  ) as unknown as DetectorSettings['decisions'];
  const timeout = said.reduce<number | undefined>((found, { says }) => says.timeout ?? found, undefined);
  const onFailure = said.reduce<DetectorPolicy['onFailure']>((found, { says }) => says.onFailure ?? found, undefined);
  return {
    decisions,
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1_000 }),
    ...(onFailure === undefined ? {} : { onFailure }),
  };
}

/** An action that is named replaces what less specific levels narrowed or hardened; what only refines, refines. */
function decisionOf(name: DetectorName, phase: Phase, said: readonly Said[]): Decision {
  const { threshold } = detectorFacts(name);
  let decision: Decision = { action: 'off', threshold, severity: 'low', origin: 'nobody' };
  for (const { origin, says } of said) {
    const named = typeof says.action === 'string' ? says.action : says.action?.[phase];
    if (named !== undefined) decision = { action: named, threshold: decision.threshold, severity: 'low', origin };
    if (says.threshold !== undefined) decision = { ...decision, threshold: says.threshold, origin };
    if (says.severity !== undefined) decision = { ...decision, severity: says.severity, origin };
    const { escalate } = says;
    if (escalate !== undefined && (escalate.phases === undefined || escalate.phases.includes(phase))) {
      decision = { ...decision, escalate: { from: escalate.from, action: escalate.action }, origin };
    }
    if (!looksAt(says, phase)) decision = { ...decision, action: 'off', origin };
  }
  return decision;
}

function looksAt({ phases, direction = 'both' }: DetectorPolicy, phase: Phase): boolean {
  if (phases !== undefined && !phases.includes(phase)) return false;
  return direction === 'both' || (direction === 'to-server') === (phase === 'input');
}
