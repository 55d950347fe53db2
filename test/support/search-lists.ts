import type { ListPool } from '../../main/plugins/guardrail/lib/detect/list-pool';
import type { Readings } from '../../main/plugins/guardrail/lib/detect/read-once';

/** What each list finds in a text when all of them share a pool. */
export function searchTogether(pool: ListPool, lists: readonly (readonly string[])[], text: string) {
  const searches = lists.map((list) => pool.add(list));
  const readings: Readings = [];
  return searches.map((search) => search(text, readings));
}
