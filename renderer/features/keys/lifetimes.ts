const DAY_MS = 86_400_000;

/** How long keys live, in milliseconds. */
export const LIFETIMES_MS = {
  never: undefined,
  month: 30 * DAY_MS,
  quarter: 90 * DAY_MS,
  year: 365 * DAY_MS,
} as const;

export type Lifetime = keyof typeof LIFETIMES_MS;
export const LIFETIMES = Object.keys(LIFETIMES_MS) as readonly Lifetime[];

/** When a key that is made now ends; ISO 8601. */
export function endOf(lifetime: Lifetime, now: number): string | undefined {
  const ms = LIFETIMES_MS[lifetime];
  return ms === undefined ? undefined : new Date(now + ms).toISOString();
}
