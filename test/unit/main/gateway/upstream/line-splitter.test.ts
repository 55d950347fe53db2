import { describe, expect, it } from 'vitest';
import { findResponseId } from '../../../../../main/gateway/upstream/find-response-id';
import { LineSplitter, type OversizedLine } from '../../../../../main/gateway/upstream/line-splitter';

function split(chunks: readonly (string | Buffer)[], maxLineBytes = 1_000) {
  const lines: string[] = [];
  const oversized: OversizedLine[] = [];
  let wasted = 0;
  const splitter = new LineSplitter({
    maxLineBytes,
    onLine: (line) => lines.push(line),
    onOversized: (line) => oversized.push(line),
    onWaste: (bytes) => (wasted += bytes),
  });
  for (const chunk of chunks) splitter.push(Buffer.from(chunk));
  return { lines, oversized, wasted };
}

describe('the line splitter', () => {
  it('joins what chunks cut apart, letters of several bytes too', () => {
    const bytes = Buffer.from('one\ntwö\r\n\nthree\nunfinished');
    for (let at = 0; at <= bytes.length; at++) {
      expect(split([bytes.subarray(0, at), bytes.subarray(at)]).lines).toEqual(['one', 'twö', 'three']);
    }
    expect(split([...bytes].map((byte) => Buffer.from([byte]))).lines).toEqual(['one', 'twö', 'three']);
  });

  it('accepts a line of exactly the limit', () => {
    expect(split([`${'x'.repeat(1_000)}\n`]).lines).toHaveLength(1);
  });

  it('keeps both ends of a longer one, and goes on with the next line', () => {
    const long = `HEAD${'x'.repeat(20_000)}TAIL`;
    for (const chunks of [
      [`${long}\nnext\n`],
      [long.slice(0, 990), long.slice(990, 15_000), `${long.slice(15_000)}\nnext\n`],
    ]) {
      const { lines, oversized, wasted } = split(chunks);
      expect(lines).toEqual(['next']);
      expect(oversized).toMatchObject([{ bytes: long.length }]);
      expect(oversized[0]?.head.startsWith('HEAD')).toBe(true);
      expect(oversized[0]?.tail.endsWith('TAIL')).toBe(true);
      expect(oversized[0]?.tail.length).toBeLessThanOrEqual(4_096);
      expect(wasted).toBe(long.length);
    }
  });
});

describe('finding the id of a response from its ends', () => {
  it.each([
    ['{"jsonrpc":"2.0","id":7,"result":{"x":"', 'xx"}}', 7],
    ['{ "id" : 0 , "jsonrpc":"2.0"', 'xx"}}', 0],
    ['{"result":{"x":"', 'xx"},"jsonrpc":"2.0","id":12}', 12],
    ['{"result":{"x":"', 'xx"},"id":12,"jsonrpc":"2.0"}  ', 12],
    ['{"result":{"id":5,"x":"', 'xx","id":6}}', undefined],
    ['{"result":{"x":"', '\\"id\\":6}"}}', undefined],
    ['{"jsonrpc":"2.0","id":"7","result":{"x":"', 'xx"}}', undefined],
  ])('%s … %s', (head, tail, id) => {
    expect(findResponseId({ head, tail })).toBe(id);
  });
});
