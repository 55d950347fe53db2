import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../../main/gateway/upstream/connection';
import { LeasedConnection } from '../../../../../main/gateway/upstream/leased-connection';
import { RetiredConnections } from '../../../../../main/gateway/upstream/retired-connections';
import { DESCRIPTION } from '../../../../support/scripted-upstream';
import { eventually } from './pool-under-test';

function connectionUnderTest() {
  const answers: (() => void)[] = [];
  const closed: number[] = [];
  const connection: Connection = {
    description: DESCRIPTION,
    request: () => new Promise((resolve) => answers.push(() => resolve({}))),
    notify: () => Promise.resolve(),
    close: (deadlineMs) => Promise.resolve(void closed.push(deadlineMs)),
  };
  const leased = new LeasedConnection(connection);
  const ask = () => leased.request('tools/call', {}, { signal: new AbortController().signal });
  return { leased, ask, answers, closed };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a retired connection', () => {
  it('is closed at once when nobody waits for an answer', async () => {
    const { leased, closed } = connectionUnderTest();
    new RetiredConnections().add(leased);
    await pause(0);
    expect(closed).toHaveLength(1);
  });

  it('is closed after the last of its requests, and once', async () => {
    const { leased, ask, answers, closed } = connectionUnderTest();
    const [first, second] = [ask(), ask()];
    new RetiredConnections().add(leased);
    answers[0]?.();
    await first;
    await pause(20);
    expect(closed).toHaveLength(0);
    answers[1]?.();
    await second;
    await pause(0);
    await leased.close(0);
    expect(closed).toHaveLength(1);
  });

  it('is closed although somebody still waits, when it had its time', async () => {
    const { leased, ask, closed } = connectionUnderTest();
    void ask();
    new RetiredConnections(50).add(leased);
    await pause(20);
    expect(closed).toHaveLength(0);
    expect(await eventually(() => closed.length === 1)).toBe(true);
  });
});
