import { isJsonObject } from '../../shared/model/json-rpc';

const RANDOM_PARTS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>'],
  [/\b[0-9a-f]{32}\b/g, '<id>'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>'],
  [/\b\d{1,2}:\d\d:\d\d(?:\s?[AP]M)?/g, '<time>'],
];

/** The same value without what differs from run to run: ids, moments, progress tokens. */
export function masked(value: unknown, key = ''): unknown {
  if (key === 'progressToken') return '<token>';
  if (typeof value === 'string') return maskedText(key === 'blob' ? decoded(value) : value);
  if (Array.isArray(value)) return value.map((item) => masked(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item, name)]));
}

function maskedText(text: string): string {
  return RANDOM_PARTS.reduce((left, [pattern, mask]) => left.replace(pattern, mask), text);
}

/** The server puts the time of day into its blobs. */
function decoded(blob: string): string {
  return Buffer.from(blob, 'base64').toString('latin1');
}
