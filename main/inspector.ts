import type { GatewayConfig } from '../shared/config/gateway-config';
import { PHASES, type PolicyAction } from '../shared/config/policy';
import { detectorFacts, type DetectorName } from '../shared/model/detectors';
import type { JsonObject } from '../shared/model/json-rpc';
import type { DetectedFinding, Finding, Severity } from '../shared/model/verdict';
import { createArgumentRuleJudge, type ArgumentJudgement } from './gateway/argument-rules/argument-rule-judge';
import { rulesFor, type EffectiveRule } from './gateway/argument-rules/effective-rules';
import { decide, type Decided } from './gateway/guardrails/decide';
import { actionFor, type Decision, type EffectivePolicy } from './gateway/guardrails/effective-policy';
import { judgeContent } from './gateway/guardrails/judge-content';
import { createPolicies, policyLevels, type Place } from './gateway/guardrails/policies';
import { readOpinion } from './gateway/guardrails/read-opinion';
import type { Judgement } from './gateway/guardrails/run-guardrails';
import { selectPanels, type ActiveGuardrail } from './gateway/guardrails/select-guardrails';
import { Disposables } from './gateway/lifecycle';
import { createPluginPool } from './gateway/plugin-pool';
import type { Inspection, Phase } from './gateway/ports/guardrail';
import type { Logger } from './gateway/ports/logger';
import type { PluginRegistry } from './gateway/ports/plugin';
import { createTimeoutManager } from './gateway/timeouts/timeout-manager';
import type { ResolveReferences } from './gateway/upstream/resolve-references';

export interface InspectorNeeds {
  readonly config: GatewayConfig;
  readonly registry: PluginRegistry;
  readonly dataDirectory: string;
  /** For providers that judge large content in a thread of its own. */
  readonly detectorWorkerPath: string;
  readonly resolve: ResolveReferences;
  readonly log: Logger;
}

/** A finding with what the policy does about it. */
export interface InspectedFinding {
  readonly detector?: DetectorName;
  readonly rule: string;
  readonly severity: Severity;
  readonly score?: number;
  readonly message: string;
  readonly path: string;
  readonly start?: number;
  readonly end?: number;
  readonly action: PolicyAction;
  readonly tags: readonly string[];
}

export interface InspectionResult {
  readonly action: Judgement['action'];
  /** The highest score of all detectors that look for words meant for the model, whatever the action; 0 to 1. */
  readonly score: number;
  readonly findings: readonly InspectedFinding[];
  readonly ms: number;
}

export interface PolicyExplanation {
  readonly mode: EffectivePolicy['mode'];
  readonly levels: readonly string[];
  readonly redaction: Pick<EffectivePolicy, 'restoreInAnswers' | 'restoreInArguments'>;
  /** What people are asked about, beside what is found. */
  readonly approvals: EffectivePolicy['approvals'];
  /** Who looks in each phase. */
  readonly guardrails: Readonly<Record<Phase, readonly string[]>>;
  readonly detectors: readonly DetectorExplanation[];
  /** Those about the tool, or about any tool of the place. */
  readonly argumentRules: readonly EffectiveRule[];
}

export interface DetectorExplanation {
  readonly detector: DetectorName;
  readonly title: string;
  readonly decisions: Readonly<Record<Phase, Decision>>;
  /** The guardrails that look for it, in any phase; none: whatever is decided, nobody looks. */
  readonly guardrails: readonly string[];
}

/** The guardrails and the policy of a configuration, without a gateway around them. */
export interface Inspector {
  /** Everything that the guardrails find, also what the policy does nothing about. */
  inspect(place: Place, inspection: Omit<Inspection, 'server'>): Promise<InspectionResult>;
  /** What the gateway would do. */
  judge(place: Place, inspection: Omit<Inspection, 'server'>): Promise<Judgement>;
  /** What the rules of the policy say about arguments of a tool. */
  judgeArguments(place: Place & { readonly tool: string }, args: JsonObject): Promise<ArgumentJudgement>;
  /** What the policy makes of findings that are known already. */
  decide(place: Place, phase: Phase, findings: readonly DetectedFinding[]): Pick<Decided, 'action' | 'decisive'>;
  explain(place: Place): PolicyExplanation;
  /** Worth its time before many inspections: resolves when the guardrails are as fast as they get. */
  warmUp(): Promise<void>;
  dispose(): Promise<void>;
}

/** Throws `unknown_provider` or `config_invalid` when a guardrail cannot be made. */
export async function createInspector(needed: InspectorNeeds): Promise<Inspector> {
  const { config, registry, dataDirectory, detectorWorkerPath, resolve, log } = needed;
  const disposables = new Disposables();
  const { authFailures, lockoutWindow, lockout } = config.limits;
  const context = { now: Date.now, dataDirectory, detectorWorkerPath, resolve };
  const pool = createPluginPool(registry, context).with({ authFailures, lockoutWindow, lockout });
  const active: ActiveGuardrail[] = [];
  for (const entry of config.guardrails.filter(({ enabled }) => enabled)) {
    const { plugin, release } = await pool.acquire('guardrail', entry);
    disposables.add(release);
    active.push({ entry, guardrail: plugin });
  }
  const policies = createPolicies(config);
  const panels = selectPanels(active, policies);
  const needs = { timeouts: createTimeoutManager(config.timeouts, log), clock: () => performance.now() };
  const argumentRules = createArgumentRuleJudge(needs);
  const { signal } = new AbortController();
  return {
    inspect: (place, inspection) => {
      const looking = { active, policy: policies(place), signal };
      return inspectAll(looking, { ...inspection, server: place.server });
    },
    judge: (place, { phase, ...rest }) => judgeContent({ ...rest, panel: panels(phase, place), signal }, needs),
    judgeArguments({ tool, ...place }, args) {
      const { server, configId } = place;
      const rules = rulesFor(policies({ ...place, tool }).argumentRules, tool);
      const settings = config.configs[configId]?.servers[server];
      return argumentRules.judge({ rules, args, server, tool, settings, signal });
    },
    decide(place, phase, findings) {
      const policy = policies(place);
      const { action, decisive } = decide({ action: 'report', findings }, policy, { phase });
      const isOnlySeen = policy.mode === 'monitor' && action !== 'allow';
      return { action: isOnlySeen ? 'flag' : action, decisive };
    },
    explain(place) {
      const policy = policies(place);
      const { mode, approvals, restoreInAnswers, restoreInArguments, detectors } = policy;
      const seats = PHASES.map((phase) => [phase, panels(phase, place).guardrails] as const);
      return {
        mode,
        levels: policyLevels(config, place).map(({ origin }) => origin),
        redaction: { restoreInAnswers, restoreInArguments },
        approvals,
        guardrails: Object.fromEntries(
          seats.map(([phase, seated]) => [phase, seated.map(({ entry }) => entry.name)]),
        ) as unknown as PolicyExplanation['guardrails'],
        detectors: [...detectors].map(([detector, { decisions }]) => {
          const lookers = active.filter(({ guardrail }) => guardrail.detectors?.has(detector));
          const { title } = detectorFacts(detector);
          return { detector, title, decisions, guardrails: lookers.map(({ entry }) => entry.name) };
        }),
        argumentRules: place.tool === undefined ? policy.argumentRules : rulesFor(policy.argumentRules, place.tool),
      };
    },
    async warmUp() {
      for (const { guardrail } of active) await guardrail.warmUp?.();
    },
    dispose: () => disposables.dispose(),
  };
}

const HARDNESS: readonly PolicyAction[] = ['off', 'flag', 'redact', 'ask', 'block'];

interface Looking {
  readonly active: readonly ActiveGuardrail[];
  readonly policy: EffectivePolicy;
  readonly signal: AbortSignal;
}

async function inspectAll({ active, policy, signal }: Looking, inspection: Inspection): Promise<InspectionResult> {
  const startedAt = performance.now();
  const findings: InspectedFinding[] = [];
  let hardest: PolicyAction = 'off';
  let score = 0;
  for (const { entry, guardrail } of active) {
    const looks = guardrail.phases.has(inspection.phase) && (entry.phases?.includes(inspection.phase) ?? true);
    if (!looks) continue;
    const opinion = readOpinion(await guardrail.inspect(inspection, signal));
    const found = 'findings' in opinion ? opinion.findings : [];
    for (const finding of found) {
      const { detector } = finding;
      const isReport = opinion.action === 'report' && detector !== undefined;
      const action = isReport
        ? actionFor(policy, { ...finding, detector, score: finding.score ?? 1 }, inspection.phase)
        : (opinion.action as PolicyAction);
      if (HARDNESS.indexOf(action) > HARDNESS.indexOf(hardest)) hardest = action;
      if (detector !== undefined && detectorFacts(detector).injectionLike) score = Math.max(score, finding.score ?? 1);
      if (isNoted(finding, action)) findings.push(withTags(finding, action));
    }
  }
  return {
    action: hardest === 'off' ? 'allow' : hardest,
    score: rounded(score, 4),
    findings,
    ms: rounded(performance.now() - startedAt, 3),
  };
}

/** What scores too little is no finding, only a point on a curve. */
function isNoted({ detector, score = 1 }: Finding, action: PolicyAction): boolean {
  return action !== 'off' || detector === undefined || score >= detectorFacts(detector).threshold;
}

function withTags({ detector, rule, severity, score, message, at, start, end }: Finding, action: PolicyAction) {
  return {
    ...(detector === undefined ? {} : { detector }),
    rule,
    severity,
    ...(score === undefined ? {} : { score: rounded(score, 4) }),
    message,
    path: at ?? '',
    ...(start === undefined || end === undefined ? {} : { start, end }),
    action,
    tags: detector === undefined ? [] : detectorFacts(detector).tags,
  };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
