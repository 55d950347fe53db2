import { randomUUID } from 'node:crypto';
import type { ApprovalEvent, Hold } from '../../../shared/model/approval';
import type { TelemetrySink } from '../ports/telemetry-sink';
import type { ApprovalDesk } from './approval-desk';

/**
 * Writes down what no record of a request can hold, in lines of its own from the desk: what was allowed after its request was
 * over, and what became of a test, which was no request.
 */
export function recordDeskLines(desk: ApprovalDesk, sinks: readonly TelemetrySink[], now: () => number): void {
  desk.watch((event) => {
    if (event.type !== 'approval.resolved') return;
    const hold = desk.list().find(({ id }) => id === event.id);
    // One that was there for long may be forgotten in the moment in which it ends.
    if (hold === undefined) return;
    if (hold.isTest !== true && event.outcome !== 'expired_then_granted') return;
    for (const sink of sinks) sink.record(lineOf(hold, event, now()));
  }, false);
}

type Resolved = Extract<ApprovalEvent, { readonly type: 'approval.resolved' }>;

function lineOf(hold: Hold, { outcome, by }: Resolved, at: number): Parameters<TelemetrySink['record']>[0] {
  const { id, createdAt, client, direction } = hold;
  const waitedMs = at - createdAt;
  return {
    at,
    traceId: randomUUID().replaceAll('-', ''),
    correlationId: randomUUID(),
    transport: 'desk',
    face: 'desk',
    requestId: id,
    ...(hold.isTest === true
      ? TEST
      : { ...whose(client), method: hold.method, server: hold.server, name: hold.tool.name }),
    stage: 'decided',
    judgements: [],
    approvals: [{ id, outcome, direction, waitedMs, ...(by === undefined ? {} : { by }) }],
    outcome: 'ok',
    ms: 0,
  };
}

/** Says what it is, and can be taken for no call. */
const TEST = { method: 'approvals/test', clientName: 'Test', server: 'gateway', name: 'test prompt' };

const whose = ({ keyId, projectId, userId }: Hold['client']) => ({ keyId, projectId, userId });
