import { z } from 'zod';
import { BundledServer, HttpServer, StdioServer, UpstreamServer } from '../../../shared/config/upstream-server';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { PathPart } from './config-problem';

/** The members that say what kind of server an entry is, and the schema of each kind. */
export const SERVER_KINDS = { command: StdioServer, url: HttpServer, bundled: BundledServer } as const;

/** The part of a schema that judges what stands at a path; `undefined` where the schema has no place for it. */
export function schemaAt(root: z.ZodType, value: unknown, path: readonly PathPart[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = unwrap(root, value);
  let current = value;
  for (const part of path) {
    if (schema === undefined) return undefined;
    current = valueAt(current, [part]);
    schema = step(schema, part);
    if (schema !== undefined) schema = unwrap(schema, current);
  }
  return schema;
}

/** What stands at a path of a parsed JSON value. */
export function valueAt(value: unknown, path: readonly PathPart[]): unknown {
  return path.reduce<unknown>((current, part) => {
    if (Array.isArray(current)) return typeof part === 'number' ? (current as unknown[])[part] : undefined;
    return isJsonObject(current) && Object.hasOwn(current, part) ? current[part] : undefined;
  }, value);
}

/** The members that an object at this place may have; `undefined` when any name is allowed. */
export function knownMembers(schema: z.ZodType | undefined): readonly string[] | undefined {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined;
}

function step(schema: z.ZodType, part: PathPart): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[part] as z.ZodType | undefined;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  return undefined;
}

function unwrap(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  if (schema === (UpstreamServer as z.ZodType)) return serverSchema(value);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.unwrap() as z.ZodType, value);
  }
  return schema;
}

function serverSchema(value: unknown): z.ZodType | undefined {
  if (!isJsonObject(value)) return undefined;
  const kinds = Object.keys(SERVER_KINDS) as (keyof typeof SERVER_KINDS)[];
  const kind = kinds.find((name) => Object.hasOwn(value, name));
  return kind === undefined ? undefined : SERVER_KINDS[kind];
}
