const LANGUAGE = 'en';

const numbers = new Intl.NumberFormat(LANGUAGE);
const percents = new Intl.NumberFormat(LANGUAGE, { style: 'percent', maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(LANGUAGE);
const moments = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
const days = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });
const clocks = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'medium', hourCycle: 'h23' });
const hours = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const spans = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto', style: 'short' });
const lists = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });

/** The forms of one phrase, as CLDR names them; `#` is the number. */
type Forms = { readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** `plural(3, { one: '# call', other: '# calls' })`. */
export function plural(count: number, forms: Forms): string {
  return (forms[plurals.select(count)] ?? forms.other).replaceAll('#', formatNumber(count));
}

export const formatNumber = (value: number): string => numbers.format(value);
/** Of a share between 0 and 1. */
export const formatPercent = (share: number): string => percents.format(share);
export const formatList = (words: readonly string[]): string => lists.format(words);

/** Date and time to the second. */
export const formatMoment = (at: number): string => moments.format(at);
/** The time of day to the second. */
export const formatClock = (at: number): string => clocks.format(at);
/** Hours and minutes. */
export const formatHour = (at: number): string => hours.format(at);
export const formatDay = (at: number): string => days.format(at);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** `3 min. ago` within the hour, the time of day within a day, else the day as well. */
export function formatAgo(at: number, now: number): string {
  const ms = now - at;
  if (Math.abs(ms) < 5_000) return 'just now';
  if (Math.abs(ms) < MINUTE_MS) return spans.format(-Math.round(ms / 1_000), 'second');
  if (Math.abs(ms) < HOUR_MS) return spans.format(-Math.round(ms / MINUTE_MS), 'minute');
  return Math.abs(ms) < 24 * HOUR_MS ? formatClock(at) : `${formatDay(at)}, ${formatHour(at)}`;
}

/** How long something took: `340 ms`, `1.2 s`, `3 min 5 s`. */
export function formatMs(ms: number): string {
  if (ms < 10) return `${numbers.format(Math.round(ms * 10) / 10)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${numbers.format(Math.round(ms / 100) / 10)} s`;
  return `${Math.floor(ms / MINUTE_MS)} min ${Math.round((ms % MINUTE_MS) / 1_000)} s`;
}

const SIZES = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Of bytes, in steps of 1000. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numbers.format(Math.round((bytes / 1_000 ** step) * 10) / 10)} ${SIZES[step]}`;
}
