import type { OversizedLine } from './line-splitter';

// Anchored to the ends of the line, so an "id" inside a result cannot be taken for the message’s own.
const AT_HEAD = /^\s*\{\s*(?:"jsonrpc"\s*:\s*"2\.0"\s*,\s*)?"id"\s*:\s*(\d{1,15})\s*,/;
const AT_TAIL = /"id"\s*:\s*(\d{1,15})\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/;

/** The id of a JSON-RPC response of which only both ends are known, if it stands there. */
export function findResponseId(line: Pick<OversizedLine, 'head' | 'tail'>): number | undefined {
  const found = AT_HEAD.exec(line.head)?.[1] ?? AT_TAIL.exec(line.tail)?.[1];
  return found === undefined ? undefined : Number(found);
}
