import { InvalidArgumentError } from 'commander';

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};
/** Longer times would leave the range of dates. */
const LONGEST_MS = 100 * 365 * 86_400_000;

/** Reads `90s`, `15m`, `12h`, `30d` or `2w` as milliseconds. */
export function parseDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,9})([smhdw])$/.exec(text.trim()) ?? [];
  const ms = Number(amount) * (UNITS_MS[unit ?? ''] ?? NaN);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('Use a duration such as 90s, 15m, 12h, 30d or 2w.');
  if (ms > LONGEST_MS) throw new InvalidArgumentError('That is more than a hundred years.');
  return ms;
}

/** Reads a date with time zone, or a duration from now, as ISO 8601 in UTC. */
export function parseMoment(text: string, now: number): string {
  if (/^\d{1,9}[smhdw]$/.test(text.trim())) return new Date(now + parseDuration(text)).toISOString();
  // A day counts to its end, wherever a person may be.
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text;
  const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(full);
  const ms = isIso ? Date.parse(full) : NaN;
  if (Number.isNaN(ms)) {
    throw new InvalidArgumentError('Use a date such as 2027-01-31 or 2027-01-31T12:00:00Z, or a duration such as 30d.');
  }
  return new Date(ms).toISOString();
}

/** Reads a port; 0 lets the system choose. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('Use a port from 0 to 65535; 0 lets the system choose.');
  return port;
}

/** Gathers `NAME=VALUE` options; the value may hold further `=`. */
export function gatherPairs(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const split = text.indexOf('=');
  if (split < 1) throw new InvalidArgumentError('Use NAME=VALUE.');
  const name = text.slice(0, split);
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`"${name}" is given twice.`);
  return { ...before, [name]: text.slice(split + 1) };
}

/** Gathers the values of an option that may be repeated. */
export function gather(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
