import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../../../shared/model/json-rpc';
import { modernCodec } from '../../../../../../main/gateway/inbound/codecs/modern-codec';

const ENVELOPE = 'io.modelcontextprotocol/';
const encode = (result: JsonObject, era: 'legacy' | 'modern', method = 'tools/call') =>
  modernCodec.encodeResult({ kind: 'result', result, era }, { method, protocolVersion: '' });

describe('modernCodec', () => {
  it('takes off envelope and progress token, and leaves what is the client’s own', () => {
    const _meta = {
      [`${ENVELOPE}protocolVersion`]: '2026-07-28',
      [`${ENVELOPE}clientCapabilities`]: {},
      [`${ENVELOPE}logLevel`]: 'debug',
      progressToken: 7,
      'com.example/mine': [1],
    };
    expect(modernCodec.decode({ jsonrpc: '2.0', id: 1, method: 'x', params: { a: 0, _meta } })).toEqual({
      params: { a: 0, _meta: { 'com.example/mine': [1] } },
      progressToken: 7,
    });
    const { progressToken, 'com.example/mine': mine, ...only } = _meta;
    expect([progressToken, mine]).toBeDefined();
    expect(modernCodec.decode({ jsonrpc: '2.0', id: 1, method: 'x', params: { _meta: only } })).toEqual({ params: {} });
  });

  it('says what a legacy result is, and that lists are nobody else’s', () => {
    expect(encode({ content: [] }, 'legacy')).toEqual({ resultType: 'complete', content: [] });
    expect(encode({ tools: [] }, 'legacy', 'tools/list')).toEqual({
      resultType: 'complete',
      ttlMs: 0,
      cacheScope: 'private',
      tools: [],
    });
  });

  it('passes on results of its own era as they are', () => {
    const result = { resultType: 'input_required', requestState: 's', inputRequests: {} };
    expect(encode(result, 'modern')).toBe(result);
  });

  it('dresses a refusal, a description and an unknown resource', () => {
    const refusal = { kind: 'refusal-result', result: { isError: true, content: [] }, cause: undefined } as const;
    expect(modernCodec.encodeResult(refusal, { method: 'tools/call', protocolVersion: '' })).toEqual({
      resultType: 'complete',
      isError: true,
      content: [],
    });
    const description = {
      era: 'legacy',
      protocolVersion: '2025-11-25',
      serverInfo: { name: 'n' },
      capabilities: {},
      instructions: 'i',
    } as const;
    const reply = { kind: 'result', result: {}, era: 'legacy', description } as const;
    expect(modernCodec.encodeResult(reply, { method: 'server/discover', protocolVersion: '' })).toEqual({
      resultType: 'complete',
      supportedVersions: ['2026-07-28'],
      capabilities: {},
      instructions: 'i',
      ttlMs: 0,
      cacheScope: 'private',
      _meta: { [`${ENVELOPE}serverInfo`]: { name: 'n' } },
    });
    expect(modernCodec.encodeError({ code: -32_002, message: 'm', data: 1 })).toEqual({
      code: -32_602,
      message: 'm',
      data: 1,
    });
    expect(modernCodec.encodeError({ code: 1, message: 'm' })).toEqual({ code: 1, message: 'm' });
  });
});
