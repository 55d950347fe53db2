import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerList } from './list-cache';

export interface ToolBounds {
  readonly toolsPerServer: number;
  /** Characters of one schema. */
  readonly schemaSize: number;
}

export interface BoundedTools {
  readonly list: ServerList;
  /** One sentence per reason, for the log; empty when all are kept. */
  readonly notes: readonly string[];
  readonly leftOut: number;
}

/** A server’s tools without those that are too many and those whose schema is too large; the same list when all fit. */
export function boundTools(list: ServerList, { toolsPerServer, schemaSize }: ToolBounds): BoundedTools {
  const large = list.items.filter((tool) => isTooLarge(tool, schemaSize));
  const fitting = large.length === 0 ? list.items : list.items.filter((tool) => !large.includes(tool));
  const kept = new Set(fitting.slice(0, toolsPerServer));
  const leftOut = list.items.length - kept.size;
  if (leftOut === 0) return { list, notes: [], leftOut };
  const notes = [
    ...(large.length === 0 ? [] : [`A schema of over ${schemaSize} characters: ${namesOf(large)}`]),
    ...(fitting.length === kept.size
      ? []
      : [`More than ${toolsPerServer} tools: ${namesOf(fitting.slice(toolsPerServer))}`]),
  ];
  const pages = list.pages.map(({ cursor, result }) => {
    const tools = (result['tools'] as readonly unknown[]).filter((one) => !isJsonObject(one) || kept.has(one));
    return { cursor, result: { ...result, tools } };
  });
  const byKey = new Map([...list.byKey].filter(([, tool]) => kept.has(tool)));
  return { list: { pages, items: [...kept], byKey }, notes, leftOut };
}

function isTooLarge(tool: JsonObject, schemaSize: number): boolean {
  const schemas = [tool['inputSchema'], tool['outputSchema']].filter((schema) => schema !== undefined);
  return schemas.some((schema) => JSON.stringify(schema).length > schemaSize);
}

const MAX_NAMES = 20;

function namesOf(tools: readonly JsonObject[]): string {
  const names = tools.slice(0, MAX_NAMES).map(({ name }) => String(name).slice(0, 100));
  return `${names.join(', ')}${tools.length > MAX_NAMES ? ` and ${tools.length - MAX_NAMES} more` : ''}`;
}
