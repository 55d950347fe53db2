import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Instances } from '../shared-state/instances';
import { readSealed } from '../ports/read-sealed';
import type { SharedState } from '../shared-state/shared-state';

export interface TaskOwner {
  readonly keyId: string;
  readonly server: ServerName;
  /** The tool that runs as this task. */
  readonly tool?: string | undefined;
}

/** Whose tasks are whose: a task id opens nothing to a key that did not start the task. */
export interface TaskOwners {
  /** Looks for a task in a result and remembers whose it is; resolves when other gateways can know it, too. */
  note(result: JsonObject, owner: TaskOwner): Promise<void>;
  /** Which server runs the task, and for which tool; `undefined` when this key has no such task here. */
  find(taskId: unknown, keyId: string): TaskOwner | undefined;
  /** Where the gateway is that started the task of this key. One that is gone leaves its tasks to whoever asks. */
  keeperOf(taskId: unknown, keyId: string): Promise<URL | undefined>;
}

const MAX_TASKS = 10_000;
/** Servers keep tasks for hours at most; what is older is not asked for. */
const SHARED_FOR_MS = 24 * 60 * 60_000;

const Known = z.strictObject({ at: z.string(), server: z.string(), tool: z.string().optional() });

// Servers may choose ids of any length, and names in the store are for anybody to read.
const keyOf = (taskId: string, keyId: string): string =>
  `task:${createHash('sha256')
    .update(JSON.stringify([keyId, taskId]))
    .digest('hex')}`;

export function createTaskOwners(shared: Pick<SharedState, 'reachable'>, instances: Instances): TaskOwners {
  // By key and task: servers choose the ids, and two of them may choose the same.
  const owners = new LRUCache<string, TaskOwner>({ max: MAX_TASKS });

  const find: TaskOwners['find'] = (taskId, keyId) =>
    typeof taskId === 'string' ? owners.get(keyOf(taskId, keyId)) : undefined;

  return {
    find,
    async note(result, owner) {
      const taskId = taskIdOf(result);
      if (taskId === undefined) return;
      const { keyId, server, tool } = owner;
      const key = keyOf(taskId, keyId);
      owners.set(key, owner);
      const known = JSON.stringify({ at: instances.mark('task'), server, tool });
      await shared
        .reachable()
        ?.write(key, known, SHARED_FOR_MS)
        .catch(() => undefined);
    },
    async keeperOf(taskId, keyId) {
      if (typeof taskId !== 'string' || find(taskId, keyId) !== undefined) return undefined;
      const key = keyOf(taskId, keyId);
      const text = await shared
        .reachable()
        ?.read(key)
        .catch(() => undefined);
      const known = readSealed(Known, text);
      if (known === undefined) return undefined;
      const { at, server, tool } = known;
      const keeper = await instances.find(at);
      if (keeper === undefined) owners.set(key, { keyId, server, tool });
      return keeper;
    },
  };
}

/** The id stands in the result itself (2026-07-28 extension) or in its `task` (2025-11-25). */
function taskIdOf(result: JsonObject): string | undefined {
  const { task } = result;
  const holder = isJsonObject(task) ? task : result['resultType'] === 'task' ? result : undefined;
  const taskId = holder?.['taskId'];
  return typeof taskId === 'string' ? taskId : undefined;
}
