import type { ContentDetector, LocatedHit } from '../detect/detector';
import { EVERY_PHASE } from '../detect/detector';
import type { LocalOptions } from '../local-options';

type Limits = Pick<LocalOptions, 'maxDepth' | 'maxValues' | 'maxMembers'>;

/** Finds content that is nested too deep, holds too many values, or an object with too many members. */
export function createLimitsDetector(limits: Limits): ContentDetector {
  return {
    detector: 'limits',
    phases: EVERY_PHASE,
    detect: ({ content }) => measure(content, limits),
  };
}

interface Pending {
  readonly value: unknown;
  readonly depth: number;
}

function measure(content: unknown, { maxDepth, maxValues, maxMembers }: Limits): readonly LocatedHit[] {
  let values = 0;
  const pending: Pending[] = [{ value: content, depth: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxDepth) return [exceeded('depth', `content nested deeper than ${maxDepth} levels`)];
    const members = Object.values(value) as unknown[];
    if (!Array.isArray(value) && members.length > maxMembers) {
      return [exceeded('members', `an object with more than ${maxMembers} members`)];
    }
    values += members.length;
    if (values > maxValues) return [exceeded('values', `content of more than ${maxValues} values`)];
    for (const member of members) {
      if (typeof member === 'object') pending.push({ value: member, depth: depth + 1 });
    }
  }
  return [];
}

function exceeded(rule: string, message: string): LocatedHit {
  return { rule, severity: 'high', score: 1, message, at: '' };
}
