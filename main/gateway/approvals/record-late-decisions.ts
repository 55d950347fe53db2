import { randomUUID } from 'node:crypto';
import type { TelemetrySink } from '../ports/telemetry-sink';
import type { ApprovalDesk } from './approval-desk';

/**
 * Writes down what was allowed after its request was over, which no record of a request can hold: a line of its own, from the
 * desk.
 */
export function recordLateDecisions(desk: ApprovalDesk, sinks: readonly TelemetrySink[], now: () => number): void {
  desk.watch((event) => {
    if (event.type !== 'approval.resolved' || event.outcome !== 'expired_then_granted') return;
    const { id, createdAt, client, server, method, tool, direction } = desk.get(event.id);
    const at = now();
    const { outcome, by } = event;
    for (const sink of sinks) {
      sink.record({
        at,
        traceId: randomUUID().replaceAll('-', ''),
        correlationId: randomUUID(),
        transport: 'desk',
        face: 'desk',
        keyId: client.keyId,
        projectId: client.projectId,
        userId: client.userId,
        requestId: id,
        method,
        server,
        name: tool.name,
        stage: 'decided',
        judgements: [],
        approvals: [{ id, outcome, direction, waitedMs: at - createdAt, ...(by === undefined ? {} : { by }) }],
        outcome: 'ok',
        ms: 0,
      });
    }
  }, false);
}
