import type { AdminChange } from '../model/activity-line';
import { isJsonObject } from '../model/json-rpc';
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
  const copy = withoutValues(redactObject(state));
  const text = JSON.stringify(copy) as string | undefined;
  return text !== undefined && text.length > MAX_STATE ? { leftOut: `${text.length} characters` } : copy;
}

/** Whatever their names are: values of environments and headers are secrets more often than not. */
function withoutValues(state: unknown): unknown {
  if (Array.isArray(state)) return state.map(withoutValues);
  if (!isJsonObject(state)) return state;
  const members = Object.entries(state).map(([name, value]) => {
    const isValues = /(?:^|\.)(?:env|headers)$/.test(name) && isJsonObject(value);
    return [name, isValues ? namesAlone(value) : withoutValues(value)];
  });
  return Object.fromEntries(members) as unknown;
}

const namesAlone = (values: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isReference(value) ? value : '****']));

const isReference = (value: unknown): boolean => typeof value === 'string' && /^\$\{[^}]*\}$/.test(value);
