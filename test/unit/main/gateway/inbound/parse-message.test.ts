import { describe, expect, it } from 'vitest';
import { Limits } from '../../../../../shared/config/limits';
import type { RpcId } from '../../../../../shared/model/json-rpc';
import { parseMessage } from '../../../../../main/gateway/inbound/parse-message';

const limits = Limits.parse({ jsonDepth: 5, jsonMembers: 10 });

function parse(text: string) {
  const seen: { id?: RpcId } = {};
  try {
    return { value: parseMessage(text, limits, seen), seen };
  } catch (refusal) {
    return { refusal, seen };
  }
}

describe('parseMessage', () => {
  it('gives the value, and the id of what looks like a request', () => {
    const message = { jsonrpc: '2.0', id: 0, method: 'x', params: { __proto__x: [1, { a: null }] } };
    expect(parse(JSON.stringify(message))).toEqual({ value: message, seen: { id: 0 } });
    expect(parse('{"__proto__":{"a":1},"constructor":2}').refusal).toBeUndefined();
    expect(parse('7').value).toBe(7);
  });

  it('refuses what is not JSON, too deep or said twice, and still learns the id', () => {
    expect(parse('{').refusal).toMatchObject({ code: 'parse_failed' });
    const deep = '{"jsonrpc":"2.0","id":7,"method":"x","params":{"a":[[[[[]]]]]}}';
    expect(parse(deep)).toMatchObject({ refusal: { code: 'content_too_complex' }, seen: { id: 7 } });
    const twice = '{"id":"b","method":"x","params":{"a":1,"a":1}}';
    expect(parse(twice)).toMatchObject({ refusal: { code: 'invalid_request' }, seen: { id: 'b' } });
    expect(parse('[{"a":1},{"a":1}]').value).toEqual([{ a: 1 }, { a: 1 }]);
  });
});
