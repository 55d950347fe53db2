import { expect, it } from 'vitest';
import { createDenialCounts } from '../../../../../main/gateway/approvals/denial-counts';

it('counts what was denied by tool and outcome, and no more kinds than it has room for', () => {
  const counts = createDenialCounts();
  const denied = { server: 'office', name: 'wipe', outcome: 'denied_timeout' } as const;
  counts.count(denied);
  counts.count({ ...denied, outcome: 'denied_user' });
  counts.count(denied);
  expect(counts.list()).toEqual([
    { ...denied, calls: 2 },
    { ...denied, outcome: 'denied_user', calls: 1 },
  ]);
  for (let index = 0; index < 2_000; index += 1) counts.count({ ...denied, name: `tool-${index}` });
  counts.count(denied);
  expect(counts.list()).toHaveLength(1_000);
  expect(counts.list()[0]).toEqual({ ...denied, calls: 3 });
});
