import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JudgementRecord } from '../../../shared/model/activity';
import type { Finding, Opinion, VerdictAction } from '../../../shared/model/verdict';
import type { Inspection } from '../ports/guardrail';
import type { TimeoutManager } from '../timeouts/timeout-manager';
import { applyEdits } from './apply-edits';
import { decide } from './decide';
import { blockedBy, couldNotJudge } from './guardrail-refusals';
import type { KnownOpinions } from './known-opinions';
import { harder } from './merge-verdicts';
import { readOpinion } from './read-opinion';
import { replaceFindings, type Replacement } from './replace-findings';
import type { Trail } from '../trail';
import type { Panel, SeatedGuardrail } from './select-guardrails';

/** What all guardrails together say about one piece of content. */
export interface Judgement {
  readonly action: VerdictAction;
  readonly findings: readonly Finding[];
  /** With every redaction made; the same object when there was none. */
  readonly content: unknown;
  readonly records: readonly JudgementRecord[];
  /** Why it is blocked: the guardrail that said so, or the one that could not judge. */
  readonly refusal?: GatewayError;
}

export interface GuardrailRun {
  readonly panel: Panel;
  readonly inspection: Inspection;
  /** Gives what stands in the place of a value that the policy wants replaced. */
  readonly replace: (replacement: Replacement, content: unknown) => string;
  /** Told how many strings a guardrail replaced by itself. */
  readonly onEdits?: (edits: number) => void;
  /** Rules whose objection a person has overruled for this content. */
  readonly forgiven?: ReadonlySet<string> | undefined;
  readonly signal: AbortSignal;
  /** Of the request that the content belongs to. */
  readonly trail?: Pick<Trail, 'opens'> | undefined;
  readonly timeouts: TimeoutManager;
  /** Absent: everybody is asked. */
  readonly opinions?: KnownOpinions | undefined;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
}

/**
 * Runs the guardrails in order. Each sees what the earlier ones left after redaction; a block ends the run. One
 * that throws, misses its deadline or answers nonsense blocks too, unless the policy says `open`. Where the policy
 * only monitors, the record says what would have been done, and nothing is.
 */
export async function runGuardrails(run: GuardrailRun): Promise<Judgement> {
  const { panel, clock, signal } = run;
  const isMonitored = panel.policy.mode === 'monitor';
  let content = run.inspection.content;
  let action: VerdictAction = 'allow';
  const findings: Finding[] = [];
  const records: JudgementRecord[] = [];
  for (const seated of panel.guardrails) {
    const startedAt = clock();
    const span = run.trail?.opens(`guardrail ${seated.entry.name}`, 'internal', () => spanFacts(seated, run));
    const record = (spoken: JudgementRecord['action'], found: readonly Finding[], failure?: unknown) => {
      const ms = clock() - startedAt;
      span?.end({ attributes: { 'guardrail.action': spoken }, ...(failure === undefined ? {} : { failure }) });
      records.push(recordOf(seated, { phase: panel.phase, spoken, found, failure, ms, isMonitored }));
    };
    try {
      const step = settle(await opinionOf(seated, { ...run.inspection, content, span }, run), content, run);
      record(step.action, step.findings);
      findings.push(...step.findings);
      if (isMonitored) {
        action = step.action === 'allow' ? action : 'flag';
        continue;
      }
      content = step.content;
      action = harder(action, step.action);
      if (step.action === 'block') {
        return { action, findings, content, records, refusal: blockedBy(seated, run.inspection, step.decisive) };
      }
    } catch (failure) {
      if (signal.aborted) throw failure;
      if (seated.onFailure === 'closed' && !isMonitored) {
        record('failed-closed', [], failure);
        return { action: 'block', findings, content, records, refusal: couldNotJudge(seated, run.inspection, failure) };
      }
      record(seated.onFailure === 'closed' ? 'failed-closed' : 'failed-open', [], failure);
      findings.push(passedUnjudged(seated));
      action = harder(action, 'flag');
    }
  }
  return { action, findings, content, records };
}

function spanFacts({ entry }: SeatedGuardrail, { panel, inspection }: GuardrailRun) {
  const { server, name: target } = inspection;
  return {
    'guardrail.name': entry.name,
    'guardrail.provider': entry.use,
    'guardrail.phase': panel.phase,
    server_name: server,
    ...(target === undefined ? {} : { 'guardrail.target': target }),
  };
}

interface Step {
  readonly action: VerdictAction;
  readonly findings: readonly Finding[];
  /** Those that brought the action about. */
  readonly decisive: readonly Finding[];
  readonly content: unknown;
}

/** What an opinion comes to: a verdict is taken as it is, a report is put to the policy. */
function settle(opinion: Opinion, content: unknown, { panel, replace, onEdits, forgiven }: GuardrailRun): Step {
  if (opinion.action === 'report') {
    const { action, findings, decisive, toReplace } = decide(opinion, panel.policy, { phase: panel.phase, forgiven });
    if (action === 'block' || toReplace.length === 0) return { action, findings, decisive, content };
    const edits = replaceFindings(content, toReplace, (replacement) => replace(replacement, content));
    return { action, findings, decisive, content: applyEdits(content, edits) };
  }
  const findings = 'findings' in opinion ? opinion.findings : [];
  if (opinion.action === 'redact') onEdits?.(opinion.edits.length);
  const isForgiven = findings.length > 0 && findings.every(({ rule }) => forgiven?.has(rule) === true);
  return {
    action: opinion.action === 'block' && isForgiven ? 'flag' : opinion.action,
    findings,
    decisive: findings,
    content: opinion.action === 'redact' ? applyEdits(content, opinion.edits) : content,
  };
}

interface Spoken {
  readonly phase: JudgementRecord['phase'];
  readonly spoken: JudgementRecord['action'];
  readonly found: readonly Finding[];
  readonly failure: unknown;
  readonly ms: number;
  readonly isMonitored: boolean;
}

function recordOf(
  { entry }: SeatedGuardrail,
  { phase, spoken, found, failure, ms, isMonitored }: Spoken,
): JudgementRecord {
  return {
    guardrail: entry.name,
    provider: entry.use,
    phase,
    action: spoken,
    rules: [...new Set(found.map(({ rule }) => rule))],
    ...(found.length === 0 ? {} : { findings: found.slice(0, MAX_RECORDED).map(withoutMessage) }),
    ...(failure instanceof GatewayError ? { failure: failure.code } : {}),
    ...(isMonitored ? { monitored: true } : {}),
    ms: Math.round(ms * 1_000) / 1_000,
  };
}

/** A record is a line of a file; a server must not make it as long as it likes. */
const MAX_RECORDED = 50;

function withoutMessage({ message: _, at, score, ...facts }: Finding): Omit<Finding, 'message'> {
  return {
    ...facts,
    ...(score === undefined ? {} : { score: Math.round(score * 1_000) / 1_000 }),
    ...(at === undefined ? {} : { at: at.slice(0, 200) }),
  };
}

function passedUnjudged({ entry }: SeatedGuardrail): Finding {
  return {
    rule: entry.name,
    severity: 'medium',
    message: `guardrail "${entry.name}" could not judge; its policy lets the content pass`,
  };
}

const opinionOf = (seated: SeatedGuardrail, inspection: Inspection, run: GuardrailRun): Promise<Opinion> => {
  const ask = () => judge(seated, inspection, run);
  return run.opinions?.about(seated, inspection, ask) ?? ask();
};

const NEVER = new AbortController().signal;

async function judge(seated: SeatedGuardrail, inspection: Inspection, run: GuardrailRun): Promise<Opinion> {
  const { guardrail, wanted, entry, timeoutMs } = seated;
  const asked = wanted === undefined ? inspection : { ...inspection, wanted };
  const prompt = guardrail.inspectNow?.(asked);
  if (prompt !== undefined) return readOpinion(prompt);
  // A guardrail that takes no signal answers at once; making it one would cost more than its opinion.
  const deadline = guardrail.inspect.length > 1 ? new AbortController() : undefined;
  const opinion = guardrail.inspect(asked, deadline?.signal ?? NEVER);
  if (!(opinion instanceof Promise)) return readOpinion(opinion);
  try {
    const given = await run.timeouts.limit('guardrail', opinion, {
      signal: run.signal,
      ...(timeoutMs === undefined ? {} : { limitMs: timeoutMs }),
      onTimeout: (ms) =>
        new GatewayError('guardrail_timed_out', `Guardrail "${entry.name}" did not answer in ${ms} ms`, {
          server: inspection.server,
          guardrail: entry.name,
          phase: inspection.phase,
        }),
    });
    return readOpinion(given);
  } finally {
    deadline?.abort();
  }
}
