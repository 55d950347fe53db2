import { CONFIG_VERSION } from '../../../shared/config/gateway-config';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ConfigProblem } from './config-problem';

export type Migration = (config: JsonObject) => JsonObject;

/** The way from each older version to the next one. A new version adds one entry: the number it starts from. */
export const MIGRATIONS: ReadonlyMap<number, Migration> = new Map();

export type MigrationResult =
  | { readonly value: JsonObject; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: ConfigProblem };

/** Brings a configuration of any known version to the current one, without touching what it was given. */
export function migrate(
  value: unknown,
  steps: { readonly current: number; readonly migrations: ReadonlyMap<number, Migration> } = {
    current: CONFIG_VERSION,
    migrations: MIGRATIONS,
  },
): MigrationResult {
  const { current, migrations } = steps;
  if (!isJsonObject(value)) return refuse('', 'must be a JSON object', `begin with { "version": ${current} }`);
  const { version } = value;
  if (version === undefined) return refuse('version', 'is missing', `add "version": ${current}`);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('version', 'must be a whole number from 1 on', `use "version": ${current}`);
  }
  if (version > current) {
    return refuse(
      'version',
      `is ${version}: the file was made by a newer version of Secure MCP Gateway, and this one knows versions up to ${current}`,
      'update Secure MCP Gateway, or restore an older file from the backups directory',
    );
  }
  return run(value, version, current, migrations);
}

function run(
  value: JsonObject,
  from: number,
  current: number,
  migrations: ReadonlyMap<number, Migration>,
): MigrationResult {
  let migrated = value;
  for (let version = from; version < current; version += 1) {
    const step = migrations.get(version);
    if (step === undefined) return refuse('version', `is ${version}, which cannot be brought up to date`);
    migrated = { ...step(migrated), version: version + 1 };
  }
  return { value: migrated };
}

function refuse(path: string, message: string, suggestion?: string): MigrationResult {
  return { problem: { path, message, ...(suggestion === undefined ? {} : { suggestion }) } };
}
