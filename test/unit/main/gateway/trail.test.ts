import { describe, expect, it } from 'vitest';
import type { ActivityRecord } from '../../../../shared/model/activity';
import { GatewayError, UpstreamRpcError } from '../../../../shared/errors/gateway-error';
import { startTrail } from '../../../../main/gateway/trail';

function open(facts: Partial<Parameters<typeof startTrail>[0]> = {}, traceId?: string) {
  const records: ActivityRecord[] = [];
  const outcomes: string[] = [];
  let clock = 0;
  const trail = startTrail(
    { transport: 'http', face: 'aggregate', requestId: 0, method: 'tools/call', ...facts },
    {
      sinks: [{ record: (one) => void records.push(one), flush: () => Promise.resolve() }],
      now: () => 1_000,
      clock: () => (clock += 1.5),
      onEnd: (outcome) => void outcomes.push(outcome),
    },
    traceId === undefined ? {} : { context: { traceId, parentId: 'b'.repeat(16), isSampled: true } },
  );
  return { trail, records, outcomes };
}

const failed = (cause: unknown) => ({ kind: 'error', error: { code: 0, message: '' }, cause }) as const;

describe('startTrail', () => {
  it('leaves one record, with the stage that was reached and what it was about', () => {
    const { trail, records } = open({}, 'a'.repeat(32));
    trail.at({ stage: 'routed' });
    trail.about({ server: 's', name: 'n' });
    trail.end({ kind: 'result', result: {}, era: 'legacy' });
    expect(records).toEqual([
      {
        at: 1_000,
        traceId: 'a'.repeat(32),
        correlationId: trail.correlationId,
        transport: 'http',
        face: 'aggregate',
        requestId: 0,
        method: 'tools/call',
        server: 's',
        name: 'n',
        stage: 'routed',
        judgements: [],
        outcome: 'ok',
        ms: 1.5,
      },
    ]);
    expect(open().trail.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    [new GatewayError('blocked_by_guardrail', 'x'), 'blocked', 'GUARD_004'],
    [new GatewayError('guardrail_timed_out', 'x'), 'blocked', 'GUARD_005'],
    [new GatewayError('approval_unavailable', 'x'), 'denied', 'APPR_003'],
    [new GatewayError('tool_timed_out', 'x'), 'timed-out', 'TOOL_004'],
    [new GatewayError('unknown_name', 'x'), 'refused', 'TOOL_002'],
    [new GatewayError('cancelled', 'x'), 'cancelled', 'RPC_007'],
    [new GatewayError('server_unavailable', 'x'), 'failed', 'TOOL_006'],
    [new TypeError('a bug'), 'failed', 'SYS_001'],
    [new UpstreamRpcError({ code: -32_000, message: 'x' }, 's'), 'tool-error', 'RPC -32000'],
  ])('knows how it ended: %s', (cause, outcome, error) => {
    const { trail, records, outcomes } = open();
    trail.end(failed(cause));
    expect(records[0]).toMatchObject({ outcome, error });
    expect(outcomes).toEqual([outcome]);
  });

  it('does not let clients fill the disk with what they choose freely', () => {
    const long = 'x'.repeat(1_000_000);
    const { trail, records } = open({ requestId: long, method: long });
    trail.about({ server: 's', name: long });
    trail.end({ kind: 'result', result: { isError: true }, era: 'legacy' });
    expect(JSON.stringify(records).length).toBeLessThan(1_500);
    expect(records[0]).toMatchObject({ outcome: 'tool-error' });
  });

  it.each(['https://user:hunter22@host/x', 'https://host/x?api_key=hunter22', 'db://x?password=hunter22&y=1'])(
    'writes no credential of a resource: %s',
    (name) => {
      const { trail, records } = open({ method: 'resources/read' });
      trail.about({ server: 's', name });
      trail.end({ kind: 'result', result: {}, era: 'legacy' });
      expect(JSON.stringify(records)).not.toContain('hunter22');
    },
  );
});
