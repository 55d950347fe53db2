import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApprovalDesk } from '../../../../../main/gateway/approvals/approval-desk';
import { createFingerprints } from '../../../../../main/gateway/approvals/fingerprints';
import { createGrants } from '../../../../../main/gateway/approvals/grants';
import { recordDeskLines } from '../../../../../main/gateway/approvals/record-desk-lines';
import type { TelemetrySink } from '../../../../../main/gateway/ports/telemetry-sink';
import type { Hold } from '../../../../../shared/model/approval';
import { deskQuestion } from '../../../../support/desk-questions';
import { memoryState } from '../../../../support/grant-questions';
import { recordingLogger } from '../../../../support/recording-logger';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const grants = createGrants({
    state: memoryState(),
    fingerprints: createFingerprints(Buffer.alloc(32, 7)),
    now: Date.now,
  });
  const desk = new ApprovalDesk({ grants, log: recordingLogger([]), findLookAlikes: () => [], now: Date.now });
  const lines: Parameters<TelemetrySink['record']>[0][] = [];
  recordDeskLines(
    desk,
    [{ record: (line) => void lines.push(line), flush: async () => undefined } as TelemetrySink],
    Date.now,
  );
  desk.watch(() => undefined, true);
  const decide = ({ id, seq }: Hold) => {
    desk.show(id);
    vi.advanceTimersByTime(400);
    desk.decide(id, { verdict: 'allow', scope: 'once', shownSeq: seq }, 'console');
  };
  const offer = () => {
    const id = desk.offer(deskQuestion());
    return desk.list().find((hold) => hold.id === id)!;
  };
  return { desk, lines, decide, offer };
}

it('writes a line for a test that was decided, and for a call that was allowed when it was over', () => {
  const { desk, lines, decide, offer } = open();
  const test = desk.test();
  decide(test);
  const late = offer();
  decide(late);
  expect(lines.map(({ requestId, method, approvals }) => [requestId, method, approvals?.[0]?.outcome])).toEqual([
    [test.id, 'approvals/test', 'allowed_once'],
    [late.id, late.method, 'expired_then_granted'],
  ]);
});

it('does without a line for one that is forgotten in the moment in which it ends, because so many ended after it came', () => {
  const { desk, lines, decide, offer } = open();
  const test = desk.test();
  for (let ended = 0; ended < 500; ended += 1) offer();
  decide(test);
  expect(desk.list().map(({ id }) => id)).not.toContain(test.id);
  expect(lines).toEqual([]);
});
