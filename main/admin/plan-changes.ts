import { isJsonObject } from '../../shared/model/json-rpc';
import { formatPath, type PathPart } from '../gateway/config/config-problem';
import type { Masks } from './mask-config';
import { memberOf } from './setting-path';

/** What a change would do at one place; what is absent is not there. */
export interface PlannedChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Where two configurations differ, for people to read: secrets are masked, hashes left out. */
export function planChanges(before: unknown, after: unknown, { mask }: Masks): readonly PlannedChange[] {
  const [shownBefore, shownAfter] = [mask(before), mask(after)];
  return [...differences(before, after, [])].map((path) => {
    const [old, next] = [at(shownBefore, path), at(shownAfter, path)];
    return {
      path: formatPath([...path]),
      ...(old === undefined ? {} : { before: withoutHash(old) }),
      ...(next === undefined ? {} : { after: withoutHash(next) }),
    };
  });
}

const at = (root: unknown, path: readonly PathPart[]): unknown => path.reduce<unknown>(memberOf, root);

/** The outermost places that differ. */
function* differences(before: unknown, after: unknown, path: readonly PathPart[]): Generator<readonly PathPart[]> {
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differences(memberOf(before, name), memberOf(after, name), [...path, name]);
    }
  } else if (JSON.stringify(before) !== JSON.stringify(after)) yield path;
}

function withoutHash(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const { hash, ...rest } = value;
  return hash === undefined ? value : rest;
}
