import { isJsonObject } from '../../shared/model/json-rpc';
import { formatFacts, formatTable } from './format-table';

/** Any answer of an operation, for people: a list as a table, an object as facts. */
export function describeData(data: unknown): string {
  if (data === null || data === undefined) return 'Done.';
  if (Array.isArray(data)) return describeRows(data as unknown[]);
  if (!isJsonObject(data)) return wordOf(data);
  const told = Object.entries(data).filter(([, value]) => value !== null && !isLong(value));
  const long = Object.entries(data).filter(([, value]) => value !== null && isLong(value));
  const facts = told.map(([name, value]) => [name, wordOf(value)] as const);
  const parts = long.map(([name, value]) => `${name}:\n${indented(value)}`);
  return [...(facts.length === 0 ? [] : [formatFacts(facts)]), ...parts].join('\n');
}

function describeRows(rows: readonly unknown[]): string {
  if (rows.length === 0) return 'None.';
  if (!rows.every(isJsonObject)) return rows.map(wordOf).join('\n');
  const members = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table = rows.map((row) => members.map((member) => wordOf(row[member])));
  return formatTable(
    members.map((member) => member.toUpperCase()),
    table,
  );
}

const isLong = (value: unknown): boolean =>
  Array.isArray(value) ? value.some((one) => typeof one === 'object') : isJsonObject(value);

function indented(value: unknown): string {
  const text =
    Array.isArray(value) && value.every(isScalarRow) ? describeRows(value) : JSON.stringify(value, undefined, 2);
  return text.replace(/^/gm, '  ');
}

const isScalarRow = (row: unknown): boolean => isJsonObject(row) && Object.values(row).every((value) => !isLong(value));

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && !isLong(value)) return value.join(', ');
  return JSON.stringify(value);
}
