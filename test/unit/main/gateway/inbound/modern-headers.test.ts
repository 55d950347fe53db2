import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RpcMessage } from '../../../../../shared/model/json-rpc';
import { checkModernHeaders, claimsModern } from '../../../../../main/gateway/inbound/modern-headers';

const VERSION = '2026-07-28';
const _meta = { 'io.modelcontextprotocol/protocolVersion': VERSION };
const request = (method: string, params: object = {}) =>
  ({ jsonrpc: '2.0', id: 0, method, params: { ...params, _meta } }) as RpcMessage;
const headers = (more: Record<string, string | undefined> = {}) => ({
  'mcp-protocol-version': VERSION,
  'mcp-method': 'tools/call',
  'mcp-name': 'x',
  ...more,
});
const base64 = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;
const mismatch = expect.objectContaining({ code: 'header_mismatch' });
const call = (name: unknown) => request('tools/call', { name });

describe('checkModernHeaders', () => {
  it.each([
    ['the same', {}, call('x')],
    ['spaces around', { 'mcp-name': ' x ', 'mcp-method': ' tools/call ' }, call('x')],
    ['a name in base64', { 'mcp-name': base64('grüß 😀\n') }, call('grüß 😀\n')],
    ['an ASCII name in base64', { 'mcp-name': base64('x') }, call('x')],
    ['an empty name in base64', { 'mcp-name': '=?base64??=' }, call('')],
    ['a name that looks encoded, encoded', { 'mcp-name': base64('=?base64?eA==?=') }, call('=?base64?eA==?=')],
    ['a URI', { 'mcp-method': 'resources/read', 'mcp-name': 'a://b' }, request('resources/read', { uri: 'a://b' })],
    ['no name where none is due', { 'mcp-method': 'tools/list', 'mcp-name': undefined }, request('tools/list')],
    ['a method that objects inherit', { 'mcp-method': 'constructor' }, request('constructor')],
  ])('agrees with %s', (_, more, message) => {
    expect(() => checkModernHeaders(headers(more) as never, message)).not.toThrow();
  });

  it.each([
    ['another method', { 'mcp-method': 'tools/list' }, call('x')],
    ['no method', { 'mcp-method': undefined }, call('x')],
    ['another name', { 'mcp-name': 'y' }, call('x')],
    ['no name', { 'mcp-name': undefined }, call('x')],
    ['another case', { 'mcp-name': 'X' }, call('x')],
    ['another version', { 'mcp-protocol-version': '2027-01-01' }, call('x')],
    ['no version', { 'mcp-protocol-version': undefined }, call('x')],
    ['a name that is no text', {}, call(undefined)],
    ['broken base64', { 'mcp-name': '=?base64?e?=' }, call('x')],
    ['raw bytes', { 'mcp-name': 'gr\u00fc\u00df' }, call('grüß')],
  ])('refuses %s', (_, more, message) => {
    expect(() => checkModernHeaders(headers(more) as never, message)).toThrow(mismatch as never);
  });

  it('finds every text again in base64', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(() => checkModernHeaders(headers({ 'mcp-name': base64(name) }) as never, call(name))).not.toThrow();
      }),
    );
  });

  it('asks little of notifications and nothing of answers', () => {
    const notification = { jsonrpc: '2.0', method: 'notifications/x', params: { _meta } } as RpcMessage;
    expect(() => checkModernHeaders({}, notification)).not.toThrow();
    expect(() => checkModernHeaders({ 'mcp-protocol-version': '2025-11-25' }, notification)).toThrow();
    expect(() => checkModernHeaders({}, { jsonrpc: '2.0', id: 1, result: {} })).not.toThrow();
  });
});

describe('claimsModern', () => {
  it.each([
    [undefined, false],
    ['2025-11-25', false],
    ['2024-11-05', false],
    ['2026-07-28', true],
    [' 2026-07-28 ', true],
    ['2027-01-01', true],
  ])('%j: %j', (version, expected) => {
    expect(claimsModern(version === undefined ? {} : { 'mcp-protocol-version': version })).toBe(expected);
  });
});
