import { describe, expect, it } from 'vitest';
import { createTaskOwners } from '../../../../../main/gateway/catalog/task-owners';

const mine = { keyId: 'mine', server: 'files', tool: 'find' };

describe('task owners', () => {
  it.each([
    ['a legacy result', { task: { taskId: 't1', status: 'working' } }],
    ['a modern result', { resultType: 'task', taskId: 't1' }],
  ])('knows the task of %s to its key, and to no other', (_, result) => {
    const owners = createTaskOwners();
    owners.note(result, mine);
    expect(owners.find('t1', 'mine')).toMatchObject({ server: 'files', tool: 'find' });
    expect(owners.find('t1', 'theirs')).toBeUndefined();
    expect(owners.find('t2', 'mine')).toBeUndefined();
  });

  it.each([[{ taskId: 't1' }], [{ task: 't1' }], [{ task: { taskId: 7 } }], [{}]])('takes %j for no task', (result) => {
    const owners = createTaskOwners();
    owners.note(result, mine);
    expect(owners.find('t1', 'mine')).toBeUndefined();
    expect(owners.find(7, 'mine')).toBeUndefined();
  });
});
