import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../shared/model/json-rpc';
import { fixture, openTestHouse, type TestHouse, type TestHouseOptions } from './test-house';

/** The house with the server of `office.mjs` behind it, which counts the calls that reach it. */
export interface Office {
  readonly one: TestHouse;
  /** Where the server writes what reaches it, and reads the description of `write_note`. */
  readonly record: string;
  readonly definition: string;
  reached(): Promise<readonly { readonly name: string; readonly args: JsonObject }[]>;
  close(): Promise<void>;
}

let opened = 0;

export async function openOffice(
  config: TestHouseOptions['config'] = {},
  options: Omit<TestHouseOptions, 'config' | 'servers'> & { readonly env?: Record<string, string> } = {},
): Promise<Office> {
  const base = join(tmpdir(), `smg-office-${process.pid}-${++opened}`);
  const record = `${base}.jsonl`;
  const definition = `${base}.definition`;
  const { env = {}, ...others } = options;
  const one = await openTestHouse({
    servers: { office: fixture('office.mjs', { RECORD: record, DEFINITION: definition, ...env }) },
    config,
    ...others,
  });
  return {
    one,
    record,
    definition,
    async reached() {
      const text = await readFile(record, 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { name: string; args: JsonObject });
    },
    async close() {
      await one.stop();
      await rm(record, { force: true });
      await rm(definition, { force: true });
    },
  };
}
