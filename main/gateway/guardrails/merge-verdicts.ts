import type { VerdictAction } from '../../../shared/model/verdict';

const HARDNESS: Readonly<Record<VerdictAction, number>> = { allow: 0, flag: 1, redact: 2, ask: 3, block: 4 };

/** The harder of two actions: a block is never softened by a later opinion. */
export function harder(a: VerdictAction, b: VerdictAction): VerdictAction {
  return HARDNESS[a] >= HARDNESS[b] ? a : b;
}
