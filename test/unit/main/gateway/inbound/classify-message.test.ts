import { classifyInboundRequest } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { isRequest } from '../../../../../shared/model/json-rpc';
import {
  checkEnvelope,
  claimedVersion,
  eraOf,
  idOf,
  readMessage,
} from '../../../../../main/gateway/inbound/classify-message';
import { checkModernHeaders, claimsModern } from '../../../../../main/gateway/inbound/modern-headers';

const META = 'io.modelcontextprotocol/';
const VERSION = '2026-07-28';
const envelope = (more: object = {}) => ({
  _meta: {
    [`${META}protocolVersion`]: VERSION,
    [`${META}clientCapabilities`]: {},
    [`${META}clientInfo`]: { name: 'n', version: '1' },
    ...more,
  },
});
const request = (method: string, params?: unknown, id: unknown = 1) => ({
  jsonrpc: '2.0',
  id,
  method,
  ...(params === undefined ? {} : { params }),
});
const modern = { 'mcp-protocol-version': VERSION };

/** What the listener decides, in the words of the SDK: an era, or the code of a refusal. */
function ours(body: unknown, headers: Record<string, string>): string | number {
  try {
    if (Array.isArray(body)) return 'legacy';
    const message = readMessage(body);
    const isHandshake = isRequest(message) && message.method === 'initialize';
    if (eraOf(message) === 'legacy' && !('method' in message && !isHandshake && claimsModern(headers))) return 'legacy';
    checkEnvelope(message);
    checkModernHeaders(headers, message);
    return 'modern';
  } catch (failure) {
    return (failure as { readonly row: { readonly jsonRpc: number } }).row.jsonRpc;
  }
}

function theirs(body: unknown, headers: Record<string, string>): string | number {
  const named = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
  const outcome = classifyInboundRequest({
    httpMethod: 'POST',
    body,
    ...named('protocolVersionHeader', headers['mcp-protocol-version']),
    ...named('mcpMethodHeader', headers['mcp-method']),
    ...named('mcpNameHeader', headers['mcp-name']),
  });
  return outcome.kind === 'reject' ? outcome.code : outcome.kind;
}

describe('classification', () => {
  it.each<[string, unknown, Record<string, string>]>([
    ['a legacy request', request('tools/list', {}), {}],
    ['a legacy request with its version', request('tools/list', {}), { 'mcp-protocol-version': '2025-11-25' }],
    ['initialize', request('initialize', { protocolVersion: '2025-11-25' }), {}],
    ['a legacy notification', { jsonrpc: '2.0', method: 'notifications/initialized' }, {}],
    ['an answer', { jsonrpc: '2.0', id: 1, result: {} }, {}],
    ['a batch', [request('ping')], {}],
    ['a modern request', request('tools/list', envelope()), { ...modern, 'mcp-method': 'tools/list' }],
    ['a modern request with id 0', request('tools/list', envelope(), 0), { ...modern, 'mcp-method': 'tools/list' }],
    [
      'a modern call',
      request('tools/call', { name: 'x', ...envelope() }),
      { ...modern, 'mcp-method': 'tools/call', 'mcp-name': 'x' },
    ],
    ['a modern header without an envelope', request('tools/list', {}), { ...modern, 'mcp-method': 'tools/list' }],
    ['a modern header without parameters', request('tools/list'), { ...modern, 'mcp-method': 'tools/list' }],
    [
      'an envelope whose version is no text',
      request('tools/list', { _meta: { [`${META}protocolVersion`]: 7 } }),
      { ...modern, 'mcp-method': 'tools/list' },
    ],
    [
      'an envelope without capabilities',
      request('tools/list', { _meta: { [`${META}protocolVersion`]: VERSION } }),
      { ...modern, 'mcp-method': 'tools/list' },
    ],
    [
      'another version in the header',
      request('tools/list', envelope()),
      { 'mcp-protocol-version': '2025-11-25', 'mcp-method': 'tools/list' },
    ],
  ])('agrees with the SDK about %s', (_, body, headers) => {
    expect(ours(body, headers)).toBe(theirs(body, headers));
  });

  it.each([
    [request('tools/list', envelope({ [`${META}clientCapabilities`]: [] })), -32_602],
    [request('tools/list', envelope({ [`${META}clientInfo`]: 'me' })), -32_602],
  ])('refuses the envelope of %j', (body, code) => {
    expect(ours(body, { ...modern, 'mcp-method': 'tools/list' })).toBe(code);
  });

  it('reads the version that is claimed', () => {
    const message = readMessage(request('x', envelope({ [`${META}protocolVersion`]: '2031-01-01' })));
    expect(claimedVersion(message)).toBe('2031-01-01');
  });
});

describe('readMessage', () => {
  it.each([
    [null],
    [1],
    ['x'],
    [[]],
    [{}],
    [{ jsonrpc: '1.0', id: 1, method: 'x' }],
    [{ jsonrpc: '2.0' }],
    [{ jsonrpc: '2.0', id: null, method: 'x' }],
    [{ jsonrpc: '2.0', id: {}, method: 'x' }],
    [{ jsonrpc: '2.0', id: true, method: 'x' }],
    [{ jsonrpc: '2.0', id: 1, method: 7 }],
    [{ jsonrpc: '2.0', id: 1, method: 'x', params: [] }],
    [{ jsonrpc: '2.0', id: 1, method: 'x', params: 'y' }],
    [{ jsonrpc: '2.0', id: 1 }],
    [{ jsonrpc: '2.0', id: 1, result: 1 }],
    [{ jsonrpc: '2.0', id: 1, error: {} }],
    [{ jsonrpc: '2.0', result: {} }],
  ])('refuses %j', (value) => {
    expect(() => readMessage(value)).toThrow(expect.objectContaining({ code: 'invalid_request' }) as never);
  });

  it.each([['' as const], [0], [-1], ['x']])('takes the id %j', (id) => {
    expect(readMessage(request('x', undefined, id))).toMatchObject({ id });
  });
});

describe('idOf', () => {
  it.each([
    [{ id: 0, method: 'x' }, 0],
    [{ id: '', method: 7 }, ''],
    [{ id: null, method: 'x' }, undefined],
    [{ id: 1 }, undefined],
    [[], undefined],
    [null, undefined],
  ])('%j: %j', (value, expected) => expect(idOf(value)).toBe(expected));
});
