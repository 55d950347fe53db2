import type { ActivityRecord, Outcome } from '../../../../shared/model/activity';
import { redact, redactObject } from '../../../../shared/text/redact';
import type { LogLevel } from '../../../gateway/ports/logger';
import type { CallContent, LogLine } from '../../../gateway/ports/telemetry-sink';

const LEVEL_OF: Readonly<Record<Outcome, LogLevel>> = {
  ok: 'info',
  'tool-error': 'info',
  cancelled: 'info',
  blocked: 'warn',
  denied: 'warn',
  refused: 'warn',
  failed: 'error',
  'timed-out': 'error',
};
const MAX_CONTENT = 4_096;

/** A request that ended, as a line of a log. What it said and was told is in it only when `content` is given. */
export function requestLine(record: ActivityRecord, content?: CallContent): LogLine {
  const { server, name, method, outcome, judgements } = record;
  const findings = [...new Set(judgements.flatMap(({ rules }) => rules))];
  return {
    at: record.at,
    level: LEVEL_OF[outcome],
    message: `${method} ${outcome}`,
    facts: {
      event: 'request.ended',
      custom_id: record.correlationId,
      trace_id: record.traceId,
      ...some('server_name', server),
      ...(method === 'tools/call' ? some('tool_name', name) : some('target_name', name)),
      ...some('project_id', record.projectId),
      ...some('user_id', record.userId),
      ...some('key_id', record.keyId),
      ...some('client_name', record.clientName),
      transport: record.transport,
      method,
      stage: record.stage,
      outcome,
      ...some('error', record.error),
      ms: record.ms,
      ...(findings.length === 0 ? {} : { findings }),
      ...(content === undefined ? {} : contentFacts(content)),
    },
  };
}

const some = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });

function contentFacts(content: CallContent): Readonly<Record<string, string>> {
  const said = Object.entries(content).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, contentText(value)]));
}

/** By key and by value, then cut: a secret must not be cut into something that is no longer seen. */
function contentText(value: unknown): string {
  const text = redact(JSON.stringify(redactObject(value)) ?? '');
  return text.length > MAX_CONTENT ? `${text.slice(0, MAX_CONTENT)}…` : text;
}
