import { LRUCache } from 'lru-cache';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';

export interface TaskOwner {
  readonly keyId: string;
  readonly server: ServerName;
  /** The tool that runs as this task. */
  readonly tool?: string | undefined;
}

/** Whose tasks are whose: a task id opens nothing to a key that did not start the task. */
export interface TaskOwners {
  /** Looks for a task in a result and remembers whose it is. */
  note(result: JsonObject, owner: TaskOwner): void;
  /** Which server runs the task, and for which tool; `undefined` when this key has no such task. */
  find(taskId: unknown, keyId: string): TaskOwner | undefined;
}

const MAX_TASKS = 10_000;

export function createTaskOwners(): TaskOwners {
  const owners = new LRUCache<string, TaskOwner>({ max: MAX_TASKS });
  return {
    note(result, owner) {
      const taskId = taskIdOf(result);
      if (taskId !== undefined) owners.set(taskId, owner);
    },
    find(taskId, keyId) {
      const owner = typeof taskId === 'string' ? owners.get(taskId) : undefined;
      return owner?.keyId === keyId ? owner : undefined;
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
