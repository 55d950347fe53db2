import { describe, expect, it } from 'vitest';
import { createCounters } from '../../../../../main/gateway/limits/counters';

describe('createCounters', () => {
  it('counts by event and server', () => {
    const counters = createCounters();
    counters.count('tool_left_out', 'files');
    counters.count('tool_left_out', 'files');
    counters.count('session_evicted');
    expect(counters.list()).toEqual([
      { event: 'tool_left_out', server: 'files', count: 2 },
      { event: 'session_evicted', count: 1 },
    ]);
  });

  it('counts together what is too much to count apart', () => {
    const counters = createCounters();
    for (let i = 0; i < 2_000; i++) counters.count('tool_left_out', `server ${i}`);
    expect(counters.list()).toHaveLength(1_001);
    expect(counters.list().at(-1)).toEqual({ event: 'tool_left_out', server: 'other servers', count: 1_000 });
  });
});
