import type { ActivityLine } from '../../../shared/model/activity-line';

/** When each key was last used, by its id, as far as the lines know; they come newest first. */
export function lastUses(lines: readonly ActivityLine[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== 'request' || line.keyId === undefined) continue;
    uses.set(line.keyId, Math.max(line.at, uses.get(line.keyId) ?? 0));
  }
  return uses;
}
