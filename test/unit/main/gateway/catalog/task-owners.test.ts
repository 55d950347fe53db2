import { describe, expect, it } from 'vitest';
import { createTaskOwners } from '../../../../../main/gateway/catalog/task-owners';
import type { SharedStore } from '../../../../../main/gateway/ports/shared-store';
import type { Instances } from '../../../../../main/gateway/shared-state/instances';

const mine = { keyId: 'mine', server: 'files', tool: 'find' };

const alone = () => createTaskOwners({ reachable: () => undefined }, gatewayNamed('a', {}));

/** Others are known by the address under their name. */
function gatewayNamed(name: string, others: Readonly<Record<string, string>>): Instances {
  return {
    mark: (id) => `${id}-${name}`,
    find: (id) => {
      const address = others[id.replace(/^.*-/, '')];
      return Promise.resolve(address === undefined ? undefined : new URL(address));
    },
    announce: () => undefined,
    leave: () => Promise.resolve(),
  };
}

function memoryStore(): Pick<SharedStore, 'read' | 'write'> {
  const values = new Map<string, string>();
  return {
    read: (key) => Promise.resolve(values.get(key)),
    write: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

describe('task owners', () => {
  it.each([
    ['a legacy result', { task: { taskId: 't1', status: 'working' } }],
    ['a modern result', { resultType: 'task', taskId: 't1' }],
  ])('knows the task of %s to its key, and to no other', (_, result) => {
    const owners = alone();
    void owners.note(result, mine);
    expect(owners.find('t1', 'mine')).toMatchObject({ server: 'files', tool: 'find' });
    expect(owners.find('t1', 'theirs')).toBeUndefined();
    expect(owners.find('t2', 'mine')).toBeUndefined();
  });

  it.each([[{ taskId: 't1' }], [{ task: 't1' }], [{ task: { taskId: 7 } }], [{}]])('takes %j for no task', (result) => {
    const owners = alone();
    void owners.note(result, mine);
    expect(owners.find('t1', 'mine')).toBeUndefined();
    expect(owners.find(7, 'mine')).toBeUndefined();
  });
});

describe('task owners of gateways that share a store', () => {
  const task = { resultType: 'task', taskId: 't1' };
  const store = memoryStore() as SharedStore;
  const shared = { reachable: () => store };

  it('say who has a task of the same key, unless it is their own', async () => {
    const first = createTaskOwners(shared, gatewayNamed('a', { b: 'http://b/' }));
    const second = createTaskOwners(shared, gatewayNamed('b', { a: 'http://a/' }));
    await first.note(task, mine);
    expect(await second.keeperOf('t1', 'mine')).toEqual(new URL('http://a/'));
    expect(await second.keeperOf('t1', 'theirs')).toBeUndefined();
    expect(await second.keeperOf('t2', 'mine')).toBeUndefined();
    expect(await second.keeperOf(7, 'mine')).toBeUndefined();
    expect(second.find('t1', 'mine')).toBeUndefined();
    expect(await first.keeperOf('t1', 'mine')).toBeUndefined();
  });

  it('leave their tasks to whoever asks when they are gone', async () => {
    const left = createTaskOwners(shared, gatewayNamed('c', {}));
    expect(await left.keeperOf('t1', 'mine')).toBeUndefined();
    expect(left.find('t1', 'mine')).toEqual(mine);
  });

  it('do not mind a store that answers nothing of use', async () => {
    const odd = { reachable: () => ({ ...store, read: () => Promise.resolve('{"at":7}') }) as SharedStore };
    expect(await createTaskOwners(odd, gatewayNamed('d', {})).keeperOf('t1', 'mine')).toBeUndefined();
    const lost = { reachable: () => ({ read: () => Promise.reject(new Error('lost')) }) as never };
    expect(await createTaskOwners(lost, gatewayNamed('d', {})).keeperOf('t1', 'mine')).toBeUndefined();
  });
});
