import type { AdminChange } from '../model/activity-line';
import { redact, redactObject } from './redact';

const MAX_TEXT = 200;
/** Of what was before, and of what is after. */
const MAX_STATE = 16_384;

/** A change as it may be recorded: secrets are masked, and what is too long is left out. */
export function maskChange({ who, operation, target, before, after, error }: AdminChange): AdminChange {
  return {
    who: { kind: who.kind, id: redact(who.id).slice(0, MAX_TEXT) },
    operation,
    target: redact(target).slice(0, MAX_TEXT),
    ...(before === undefined ? {} : { before: masked(before) }),
    ...(after === undefined ? {} : { after: masked(after) }),
    ...(error === undefined ? {} : { error }),
  };
}

function masked(state: unknown): unknown {
  const copy = redactObject(state);
  const text = JSON.stringify(copy) as string | undefined;
  return text !== undefined && text.length > MAX_STATE ? { leftOut: `${text.length} characters` } : copy;
}
