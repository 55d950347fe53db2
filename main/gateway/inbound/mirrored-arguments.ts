import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { mirroredParameters } from '../upstream/param-headers';
import { decodeHeader } from './modern-headers';

/**
 * Refuses a call whose `Mcp-Param-*` headers do not say what its arguments say, for the arguments that the tool wants
 * repeated in headers (MCP 2026-07-28, Streamable HTTP, `x-mcp-header`). What stands before us may have trusted them.
 */
export function checkMirroredArguments(headers: IncomingHttpHeaders, inputSchema: unknown, args: JsonObject): void {
  for (const { header, path, type } of mirroredParameters(inputSchema)) {
    const name = `mcp-param-${header.toLowerCase()}`;
    const given = headers[name];
    const value = path.reduce<unknown>((node, key) => (isJsonObject(node) ? node[key] : undefined), args);
    if (value === undefined || value === null) {
      if (given !== undefined) throw mismatch(`${name} is sent, but the argument ${path.join('.')} is not`);
      continue;
    }
    const said = typeof given === 'string' ? decodeHeader(given.trim()) : undefined;
    if (said === undefined) throw mismatch(`${name} is missing or malformed`);
    const isSame =
      type === 'integer' || type === 'number' ? said.trim() !== '' && Number(said) === value : said === String(value);
    if (!isSame) throw mismatch(`${name} does not say what the argument ${path.join('.')} says`);
  }
}

function mismatch(what: string): GatewayError {
  return new GatewayError('header_mismatch', what);
}
