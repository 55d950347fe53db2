import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Finding } from '../../../shared/model/verdict';
import type { Inspection } from '../ports/guardrail';
import type { ActiveGuardrail } from './select-guardrails';

const BLOCKED = {
  input: { code: 'blocked_by_guardrail', what: 'request' },
  output: { code: 'blocked_by_guardrail', what: 'result' },
  listing: { code: 'tool_definition_blocked', what: 'definition' },
  server: { code: 'server_blocked', what: 'server' },
} as const;

/** The refusal of what a guardrail blocks. */
export function blockedBy(active: ActiveGuardrail, inspection: Inspection, found: readonly Finding[]): GatewayError {
  const { code, what } = BLOCKED[inspection.phase];
  // Callers may be told where in their own request something was found; where in a result would tell what it holds.
  const isTheirs = inspection.phase === 'input';
  const findings = isTheirs ? found : found.map(({ at, start, end, ...finding }) => finding);
  const reasons = [...new Set(findings.map(reasonOf))].slice(0, MAX_REASONS);
  const message = `Guardrail "${active.entry.name}" blocked this ${what}${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`;
  return new GatewayError(code, message, {
    server: inspection.server,
    ...(inspection.name === undefined ? {} : { tool: inspection.name }),
    guardrail: active.entry.name,
    phase: inspection.phase,
    findings,
  });
}

const MAX_REASONS = 5;

/** With the detector’s name, which is what a policy would speak of. */
function reasonOf({ message, detector, ...finding }: Omit<Finding, 'at'> & { readonly at?: string }): string {
  const where = finding.at ? ` at ${finding.at}` : '';
  return `${message}${detector === undefined ? '' : ` (${detector})`}${where}`;
}

/** The refusal of what a guardrail should have judged and could not. */
export function couldNotJudge(active: ActiveGuardrail, inspection: Inspection, failure: unknown): GatewayError {
  if (failure instanceof GatewayError && failure.code === 'guardrail_timed_out') return failure;
  return new GatewayError(
    'guardrail_unavailable',
    `Guardrail "${active.entry.name}" could not judge, so the ${inspection.phase} did not pass`,
    { server: inspection.server, guardrail: active.entry.name, phase: inspection.phase },
    { cause: failure },
  );
}
