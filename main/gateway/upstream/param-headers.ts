import { isJsonObject, type JsonObject, type RpcRequest } from '../../../shared/model/json-rpc';

const PREFIX = 'Mcp-Param-';
const KEYWORD = 'x-mcp-header';
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,100}$/;
const MAX_DEPTH = 16;
const MAX_TOOLS = 4_096;
/** What RFC 9110 lets a header carry as it is. */
const PLAIN = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;
const SENTINEL = /^=\?base64\?.*\?=$/;

/** An argument that a tool wants repeated in a header. */
export interface MirroredParameter {
  /** Without `Mcp-Param-`. */
  readonly header: string;
  readonly path: readonly string[];
  readonly type: unknown;
}

/** Repeats arguments in headers where a tool’s input schema asks for it (2026-07-28, Streamable HTTP, `x-mcp-header`). */
export class ParamHeaders {
  readonly #tools = new Map<string, readonly MirroredParameter[]>();

  /** Reads the tools of one `tools/list` result. */
  learn(result: JsonObject): void {
    const { tools } = result;
    if (!Array.isArray(tools)) return;
    for (const tool of tools as readonly unknown[]) {
      if (!isJsonObject(tool) || typeof tool['name'] !== 'string' || this.#tools.size >= MAX_TOOLS) continue;
      this.#tools.set(tool['name'], mirroredParameters(tool['inputSchema']));
    }
  }

  knows(tool: unknown): boolean {
    return typeof tool === 'string' && this.#tools.has(tool);
  }

  headersFor(params: JsonObject | undefined): Readonly<Record<string, string>> {
    const declarations = this.#tools.get(params?.['name'] as string) ?? [];
    const headers: Record<string, string> = {};
    for (const { header, path } of declarations) {
      const value = path.reduce<unknown>(
        (node, key) => (isJsonObject(node) ? node[key] : undefined),
        params?.['arguments'],
      );
      const text = asText(value);
      if (text !== undefined) headers[PREFIX + header] = encodeHeaderValue(text);
    }
    return headers;
  }
}

/** `Mcp-Name` repeats the id of the task that a request is about (tasks extension of 2026-07-28); the SDK knows no tasks. */
export function taskHeader({ method, params }: RpcRequest): Readonly<Record<string, string>> {
  const taskId = params?.['taskId'];
  return method.startsWith('tasks/') && typeof taskId === 'string' ? { 'Mcp-Name': encodeHeaderValue(taskId) } : {};
}

/** The trace that a request belongs to, for servers and proxies that look at headers alone (W3C Trace Context §2). */
export function traceHeaders({ params }: RpcRequest): Readonly<Record<string, string>> {
  const meta = isJsonObject(params?.['_meta']) ? params['_meta'] : {};
  const { traceparent, tracestate } = meta;
  return {
    ...(typeof traceparent === 'string' ? { traceparent } : {}),
    ...(typeof tracestate === 'string' ? { tracestate } : {}),
  };
}

/** The arguments that an input schema marks with `x-mcp-header`. */
export function mirroredParameters(schema: unknown, path: readonly string[] = []): readonly MirroredParameter[] {
  const properties = isJsonObject(schema) ? schema['properties'] : undefined;
  if (!isJsonObject(properties) || path.length >= MAX_DEPTH) return [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const here = [...path, name];
    const header = isJsonObject(property) ? property[KEYWORD] : undefined;
    const own =
      typeof header === 'string' && HEADER_NAME.test(header)
        ? [{ header, path: here, type: isJsonObject(property) ? property['type'] : undefined }]
        : [];
    return [...own, ...mirroredParameters(property, here)];
  });
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  return typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value) ? String(value) : undefined;
}

function encodeHeaderValue(text: string): string {
  if (PLAIN.test(text) && !SENTINEL.test(text)) return text;
  return `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}
