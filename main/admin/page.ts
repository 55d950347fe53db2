import type { ListChoice } from '../../shared/contract/list-choice';
import { GatewayError } from '../../shared/errors/gateway-error';

/**
 * The part of a list that was asked for. The cursor is the id of the last row of the page before, so that a page does
 * not shift when something is added or removed elsewhere.
 */
export function pageOf<Row extends object>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  { limit, cursor, sort, search }: ListChoice,
): Row[] {
  const found = search === undefined ? rows : rows.filter((row) => says(row, search.toLowerCase()));
  const sorted = sort === undefined ? found : [...found].sort(by(sort));
  const start = cursor === undefined ? 0 : placeAfter(sorted, idOf, cursor);
  return sorted.slice(start, limit === undefined ? undefined : start + limit);
}

function says(row: object, wanted: string): boolean {
  return Object.values(row).some((value) => typeof value === 'string' && value.toLowerCase().includes(wanted));
}

/** `-name` is descending; what has no value comes last. */
function by(sort: string): (a: object, b: object) => number {
  const isDown = sort.startsWith('-');
  const member = isDown ? sort.slice(1) : sort;
  const valueOf = (row: object): unknown => (row as Readonly<Record<string, unknown>>)[member] ?? undefined;
  return (a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    const order =
      typeof one === 'number' && typeof other === 'number' ? one - other : compare(String(one), String(other));
    return isDown ? -order : order;
  };
}

/** The same on every machine, whatever its language. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function placeAfter<Row>(rows: readonly Row[], idOf: (row: Row) => string, cursor: string): number {
  const at = rows.findIndex((row) => idOf(row) === cursor);
  if (at >= 0) return at + 1;
  throw new GatewayError('invalid_params', 'The cursor names nothing of this list any more; begin without one');
}
