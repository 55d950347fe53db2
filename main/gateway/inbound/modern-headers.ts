import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isRequest, type RpcMessage } from '../../../shared/model/json-rpc';
import { claimedVersion } from './classify-message';
import { MODERN_VERSIONS } from './codecs/modern-codec';

/** Which parameter the `Mcp-Name` header repeats (MCP 2026-07-28, Transports → Standard Request Headers). */
const NAME_PARAMETER: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
]);

/** Whether the headers claim a modern revision, whatever the body says. */
export function claimsModern(headers: IncomingHttpHeaders): boolean {
  const version = headers['mcp-protocol-version'];
  return typeof version === 'string' && version.trim() >= (MODERN_VERSIONS[0] ?? '');
}

/**
 * Refuses a modern request whose `Mcp-*` headers do not say what its body says. Policy reads the body only; what
 * stands before us may have trusted the headers.
 */
export function checkModernHeaders(headers: IncomingHttpHeaders, message: RpcMessage): void {
  if (!('method' in message)) return;
  const version = header(headers, 'mcp-protocol-version');
  if (version === undefined && isRequest(message)) throw mismatch('MCP-Protocol-Version is missing');
  if (version !== undefined && version !== claimedVersion(message)) {
    throw mismatch(`MCP-Protocol-Version says "${version}", the body says "${claimedVersion(message) ?? ''}"`);
  }
  if (!isRequest(message)) return;
  const method = header(headers, 'mcp-method');
  if (method !== message.method) throw mismatch(`Mcp-Method says "${method ?? ''}", the body says "${message.method}"`);
  const parameter = NAME_PARAMETER.get(message.method);
  if (parameter === undefined) return;
  const name = decodeHeader(header(headers, 'mcp-name'));
  if (name === undefined || name !== message.params?.[parameter]) {
    throw mismatch(`Mcp-Name does not say what "params.${parameter}" says`);
  }
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : undefined;
}

/** Plain visible ASCII, or `=?base64?…?=` for everything else. */
export function decodeHeader(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  // Only both marks make it an encoded value; with one of them it is what it says.
  if (!value.startsWith('=?base64?') || !value.endsWith('?='))
    return /^[\x20-\x7e\t]*$/.test(value) ? value : undefined;
  const encoded = value.slice('=?base64?'.length, -'?='.length);
  const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded);
  return isBase64 ? Buffer.from(encoded, 'base64').toString('utf8') : undefined;
}

function mismatch(what: string): GatewayError {
  return new GatewayError('header_mismatch', what);
}
