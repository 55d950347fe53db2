import { isJsonObject } from '../../shared/model/json-rpc';
import type { Hold } from '../../shared/model/approval';
import type { RequestEntry } from '../../shared/model/activity-line';
import { leavesOf } from './leaves';

/** What a rule may be about that somebody makes from a call that they saw. */
export interface ProposedRule {
  /** As a rule names it: a name, or a pointer in which a star stands for every element. */
  readonly argument: string;
  /** What the call had there; absent where it is not known, or not to be shown. */
  readonly value?: string | number | boolean;
}

/** The call that it is made from. */
export interface CallPlace {
  readonly server: string;
  readonly tool: string;
  readonly projectId: string | undefined;
}

const ARGUMENTS = '/arguments/';
const MOST = 20;
/** Longer values are no list to choose from. */
const LONGEST_VALUE = 200;

/** `/arguments/edits/0/path` is `/edits/*\/path`, and `/arguments/path` is `path`; `undefined` for what is no argument. */
export function ruleArgument(pointer: string): string | undefined {
  if (!pointer.startsWith(ARGUMENTS)) return undefined;
  const tokens = pointer.slice(ARGUMENTS.length).split('/');
  const [name = ''] = tokens;
  const plain = name.replaceAll('~1', '/').replaceAll('~0', '~');
  if (tokens.length === 1 && plain !== '' && !plain.startsWith('/')) return plain;
  return `/${tokens.map((token) => (/^\d+$/.test(token) ? '*' : token)).join('/')}`;
}

/** The arguments of a held call, those first in which something was found. */
export function proposedFromHold({ content, masked, reasons, lookAlikes = [] }: Hold): readonly ProposedRule[] {
  const args = isJsonObject(content) ? content['arguments'] : undefined;
  if (!isJsonObject(args) || Object.keys(args).length === 0) return [];
  const found = new Set([...reasons.flatMap(({ evidence }) => evidence), ...lookAlikes].map(({ path }) => path));
  const all = leavesOf(args, '/arguments');
  const leaves = [...all.filter(({ pointer }) => found.has(pointer)), ...all];
  return withoutRepeats(
    leaves.flatMap(({ pointer, text, isString }) => {
      const argument = ruleArgument(pointer);
      if (argument === undefined) return [];
      const value = masked.includes(pointer) ? undefined : scalarOf(text, isString);
      return [{ argument, ...(value === undefined ? {} : { value }) }];
    }),
  );
}

/** The arguments of a recorded call in which something was found, then those that its tool takes. */
export function proposedFromLine({ judgements }: RequestEntry, schema: unknown): readonly ProposedRule[] {
  const findings = judgements.filter(({ phase }) => phase === 'input').flatMap((judgement) => judgement.findings ?? []);
  const found = findings.flatMap(({ at }) => ruleArgument(at ?? '') ?? []);
  const properties = isJsonObject(schema) ? schema['properties'] : undefined;
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  return withoutRepeats([...found, ...names].map((argument) => ({ argument })));
}

function scalarOf(text: string, isString: boolean): ProposedRule['value'] {
  if (text.length > LONGEST_VALUE) return undefined;
  if (isString) return text;
  const value: unknown = JSON.parse(text);
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** The first about each argument. */
function withoutRepeats(all: readonly ProposedRule[]): readonly ProposedRule[] {
  const names = all.map(({ argument }) => argument);
  return all.filter(({ argument }, index) => names.indexOf(argument) === index).slice(0, MOST);
}
