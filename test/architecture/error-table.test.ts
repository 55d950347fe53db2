import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorRow } from '../../shared/errors/codes';
import { read } from './tree';

const ROWS = Object.entries(ERROR_CODES) as [string, ErrorRow][];

/** Ids that dashboards and scripts already know; each must keep its place in the table. */
const KNOWN_IDS: Readonly<Record<string, number>> = {
  AUTH: 9,
  GUARD: 9,
  TOOL: 6,
  DISC: 7,
  CONFIG: 4,
  NET: 6,
  SYS: 5,
  TELEM: 3,
  CACHE: 3,
};

/** Numbers that JSON-RPC and MCP define; several rows may share one. */
const PROTOCOL_NUMBERS = [-32700, -32600, -32601, -32602, -32603, -32020, -32022, -32001, -32000];

const isReserved = (number: number): boolean => number >= -32768 && number <= -32000;

const known = Object.entries(KNOWN_IDS).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, index) => `${family}_${String(index + 1).padStart(3, '0')}`),
);

describe('the error table', () => {
  it('gives every row an id of its own', () => {
    const ids = ROWS.map(([, row]) => row.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('has every id that others rely on', () => {
    const ids = ROWS.map(([, row]) => row.id);
    expect(known.filter((id) => !ids.includes(id))).toEqual([]);
    expect(known).toHaveLength(52);
  });

  it('takes numbers from the reserved range only where the protocol defines them', () => {
    const strangers = ROWS.filter(([, row]) => isReserved(row.jsonRpc) && !PROTOCOL_NUMBERS.includes(row.jsonRpc));
    expect(strangers).toEqual([]);
  });

  it('builds its own numbers from the HTTP status', () => {
    const own = ROWS.filter(([, row]) => !isReserved(row.jsonRpc));
    const odd = own.filter(([, { jsonRpc }]) => jsonRpc % 100 === 0 || jsonRpc < 40_000 || jsonRpc >= 60_000);
    expect(odd).toEqual([]);
    const numbers = own.map(([, row]) => row.jsonRpc);
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  });

  it('agrees with HTTP about the status inside the number', () => {
    // To an MCP client a broken configuration is the gateway’s fault (500); to an administrator it is an answer (4xx).
    const otherwise = ROWS.filter(
      ([, { jsonRpc, http }]) => !isReserved(jsonRpc) && Math.floor(jsonRpc / 100) !== http,
    );
    expect(otherwise.map(([code]) => code)).toEqual(['config_invalid', 'config_missing', 'unknown_provider']);
  });

  it('is what docs/errors.md says', () => {
    const documented = [
      ...read('docs/errors.md').matchAll(/^\| `([A-Z]+_\d{3})` \| `(\w+)` \| (-?\d+) \| (\d{3}) \|/gm),
    ];
    const table = ROWS.map(([code, row]) => [row.id, code, String(row.jsonRpc), String(row.http)]);
    expect(documented.map((match) => match.slice(1))).toEqual(table);
  });
});
