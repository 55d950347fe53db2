import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JudgementRecord } from '../../../shared/model/activity';
import type { Finding, Verdict, VerdictAction } from '../../../shared/model/verdict';
import type { Inspection } from '../ports/guardrail';
import type { TimeoutManager } from '../timeouts/timeout-manager';
import { applyEdits } from './apply-edits';
import { harder } from './merge-verdicts';
import type { ActiveGuardrail } from './select-guardrails';
import { readVerdict } from './read-verdict';

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
  readonly guardrails: readonly ActiveGuardrail[];
  readonly inspection: Inspection;
  readonly signal: AbortSignal;
  readonly timeouts: TimeoutManager;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
}

/**
 * Runs the guardrails in order. Each sees what the earlier ones left after redaction; a block ends the run. One
 * that throws, misses its deadline or answers nonsense blocks too, unless its line of the policy says `open`.
 */
export async function runGuardrails(run: GuardrailRun): Promise<Judgement> {
  let content = run.inspection.content;
  let action: VerdictAction = 'allow';
  const findings: Finding[] = [];
  const records: JudgementRecord[] = [];
  for (const active of run.guardrails) {
    const startedAt = run.clock();
    const ms = () => Math.round((run.clock() - startedAt) * 1_000) / 1_000;
    const record = (spoken: JudgementRecord['action'], found: readonly Finding[]) =>
      records.push({
        guardrail: active.entry.name,
        phase: run.inspection.phase,
        action: spoken,
        rules: found.map((one) => one.rule),
        ms: ms(),
      });
    try {
      const verdict = await judge(active, { ...run.inspection, content }, run);
      const found = 'findings' in verdict ? verdict.findings : [];
      if (verdict.action === 'redact') content = applyEdits(content, verdict.edits);
      record(verdict.action, found);
      findings.push(...found);
      action = harder(action, verdict.action);
      if (verdict.action === 'block') {
        return { action, findings, content, records, refusal: blockedBy(active, run.inspection, found) };
      }
    } catch (failure) {
      if (run.signal.aborted) throw failure;
      if (active.entry.onFailure === 'closed') {
        record('failed-closed', []);
        return { action: 'block', findings, content, records, refusal: couldNotJudge(active, run.inspection, failure) };
      }
      record('failed-open', []);
      findings.push({
        rule: active.entry.name,
        severity: 'medium',
        message: `guardrail "${active.entry.name}" could not judge; its policy lets the content pass`,
      });
      action = harder(action, 'flag');
    }
  }
  return { action, findings, content, records };
}

const NEVER = new AbortController().signal;

async function judge(active: ActiveGuardrail, inspection: Inspection, run: GuardrailRun): Promise<Verdict> {
  const { guardrail } = active;
  // A guardrail that takes no signal answers at once; making it one would cost more than its opinion.
  const deadline = guardrail.inspect.length > 1 ? new AbortController() : undefined;
  const opinion = guardrail.inspect(inspection, deadline?.signal ?? NEVER);
  if (!(opinion instanceof Promise)) return readVerdict(opinion);
  const limitMs = active.entry.timeout === undefined ? undefined : active.entry.timeout * 1_000;
  try {
    const verdict = await run.timeouts.limit('guardrail', opinion, {
      signal: run.signal,
      ...(limitMs === undefined ? {} : { limitMs }),
      onTimeout: (ms) =>
        new GatewayError('guardrail_timed_out', `Guardrail "${active.entry.name}" did not answer in ${ms} ms`, {
          server: inspection.server,
          guardrail: active.entry.name,
          phase: inspection.phase,
        }),
    });
    return readVerdict(verdict);
  } finally {
    deadline?.abort();
  }
}

const BLOCKED = {
  input: { code: 'blocked_by_guardrail', what: 'request' },
  output: { code: 'blocked_by_guardrail', what: 'result' },
  listing: { code: 'tool_definition_blocked', what: 'definition' },
  server: { code: 'server_blocked', what: 'server' },
} as const;

function blockedBy(active: ActiveGuardrail, inspection: Inspection, found: readonly Finding[]): GatewayError {
  const { code, what } = BLOCKED[inspection.phase];
  // Callers may be told where in their own request something was found; where in a result would tell what it holds.
  const isTheirs = inspection.phase === 'input';
  const findings = isTheirs ? found : found.map(({ at, ...finding }) => finding);
  const reasons = [...new Set(findings.map((one) => `${one.message}${'at' in one && one.at ? ` at ${one.at}` : ''}`))];
  const message = `Guardrail "${active.entry.name}" blocked this ${what}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`;
  return new GatewayError(code, message, {
    server: inspection.server,
    ...(inspection.name === undefined ? {} : { tool: inspection.name }),
    guardrail: active.entry.name,
    phase: inspection.phase,
    findings,
  });
}

function couldNotJudge(active: ActiveGuardrail, inspection: Inspection, failure: unknown): GatewayError {
  if (failure instanceof GatewayError && failure.code === 'guardrail_timed_out') return failure;
  return new GatewayError(
    'guardrail_unavailable',
    `Guardrail "${active.entry.name}" could not judge, so the ${inspection.phase} did not pass`,
    { server: inspection.server, guardrail: active.entry.name, phase: inspection.phase },
    { cause: failure },
  );
}
