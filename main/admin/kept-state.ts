import writeFileAtomic from 'write-file-atomic';
import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import type { KeptState } from './system-admin';

/** What people decided. All else is a memory of servers, or a key that nobody else may have. */
const SECTIONS = ['grants', 'pauses'];

/** The part of `state.json` that a backup holds. */
export function createKeptState(path: string, isRunning: () => Promise<boolean>): KeptState {
  const read = async (): Promise<JsonObject> => {
    try {
      const value: unknown = JSON.parse(await readFile(path, 'utf8'));
      return isJsonObject(value) ? value : {};
    } catch {
      return {};
    }
  };
  return {
    read: async () => partOf(await read()),
    async write(state) {
      const next = partOf(state);
      if (Object.keys(next).length === 0 || (await isRunning())) return false;
      await writeFileAtomic(path, `${JSON.stringify({ ...(await read()), ...next })}\n`, { mode: 0o600 });
      return true;
    },
  };
}

function partOf(state: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(state).filter(([name]) => SECTIONS.includes(name)));
}
