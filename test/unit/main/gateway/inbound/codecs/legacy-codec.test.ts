import { describe, expect, it } from 'vitest';
import { legacyCodec, negotiateVersion } from '../../../../../../main/gateway/inbound/codecs/legacy-codec';
import type { JsonObject } from '../../../../../../shared/model/json-rpc';

const decode = (params?: JsonObject) =>
  legacyCodec.decode({ jsonrpc: '2.0', id: 1, method: 'x', ...(params === undefined ? {} : { params }) });
const encode = (result: JsonObject, era: 'legacy' | 'modern') =>
  legacyCodec.encodeResult({ kind: 'result', result, era }, { method: 'x', protocolVersion: '2025-03-26' });

describe('legacyCodec', () => {
  it('takes off the progress token, and leaves everything else of _meta', () => {
    expect(decode({ a: 1, _meta: { progressToken: 0, mine: true } })).toEqual({
      params: { a: 1, _meta: { mine: true } },
      progressToken: 0,
    });
    expect(decode({ a: 1, _meta: { progressToken: 'p' } })).toEqual({ params: { a: 1 }, progressToken: 'p' });
    expect(decode({ _meta: {} })).toEqual({ params: { _meta: {} } });
    expect(decode({ _meta: { progressToken: {} } })).toEqual({ params: {} });
    expect(decode()).toEqual({ params: {} });
    expect(decode({ _meta: 'odd' })).toEqual({ params: { _meta: 'odd' } });
  });

  it.each([
    ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '4bf92f3577b34da6a3ce929d0e0e4736'],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
    ['00-xyz', undefined],
    [7, undefined],
  ])('continues the trace of %j', (traceparent, traceId) => {
    expect(decode({ _meta: { traceparent } }).trace?.traceId).toBe(traceId);
    expect(decode({ _meta: { traceparent } }).params).toEqual({ _meta: { traceparent } });
  });

  it('leaves results of its era alone and takes modern members off others', () => {
    const result = { content: [], resultType: 'complete', ttlMs: 1, cacheScope: 'public', extra: true };
    expect(encode(result, 'legacy')).toBe(result);
    expect(encode(result, 'modern')).toEqual({ content: [], extra: true });
    expect(() => encode({ resultType: 'input_required' }, 'modern')).toThrow('input_required');
  });

  it('dresses a description as an answer to initialize', () => {
    const description = {
      era: 'modern',
      protocolVersion: '2026-07-28',
      serverInfo: { name: 'n' },
      capabilities: { tools: {} },
    } as const;
    const reply = { kind: 'result', result: {}, era: 'modern', description } as const;
    const facts = { method: 'initialize', protocolVersion: '2025-06-18' };
    expect(legacyCodec.encodeResult(reply, facts)).toEqual({
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'n' },
    });
    const talkative = { ...reply, description: { ...description, instructions: '' } };
    expect(legacyCodec.encodeResult(talkative, facts)).toHaveProperty('instructions', '');
  });
});

describe('negotiateVersion', () => {
  it.each([
    ['2024-11-05', '2024-11-05'],
    ['2025-03-26', '2025-03-26'],
    ['2025-11-25', '2025-11-25'],
    ['2026-07-28', '2025-11-25'],
    ['1.0', '2025-11-25'],
    [undefined, '2025-11-25'],
    [{}, '2025-11-25'],
  ])('%j: %s', (requested, offered) => expect(negotiateVersion(requested)).toBe(offered));
});
