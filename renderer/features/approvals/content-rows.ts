import type { Evidence, Hold } from '../../../shared/model/approval';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { TextRange } from '../../model/excerpt';
import { type Leaf, leavesOf } from '../../model/leaves';

/** One value of a held call, as a person compares it. */
export interface ContentRow extends Leaf {
  readonly ranges: readonly TextRange[];
  /** Found in it, or in its name. */
  readonly isFound: boolean;
  readonly isMasked: boolean;
  /** Compared with what was last allowed; absent where nothing was. */
  readonly change?: 'same' | 'new' | 'changed' | 'removed';
  /** What it was then. */
  readonly before?: string;
}

export interface ContentRows {
  readonly main: readonly ContentRow[];
  /** Members of the request beside its arguments, which its headline does not tell. */
  readonly beside: readonly ContentRow[];
}

/** What is held, value by value, with what was found in each. */
export function contentRows(hold: Hold): ContentRows {
  const evidence = [...hold.reasons.flatMap((reason) => reason.evidence), ...(hold.lookAlikes ?? [])];
  const before = hold.lastAllowed === undefined ? undefined : leavesByPointer(hold.lastAllowed);
  const dress = (leaf: Leaf): ContentRow => ({
    ...leaf,
    ...found(leaf, evidence),
    isMasked: hold.masked.includes(leaf.pointer),
    ...compared(leaf, before),
  });
  const hasArguments = hold.direction === 'request' && ['tools/call', 'prompts/get'].includes(hold.method);
  if (!hasArguments || !isJsonObject(hold.content)) {
    return { main: leavesOf(hold.content).map(dress), beside: [] };
  }
  const { arguments: args = {}, name: _, ...rest } = hold.content;
  const main = isJsonObject(args) && Object.keys(args).length === 0 ? [] : leavesOf(args, '/arguments').map(dress);
  const now = new Set(main.map(({ pointer }) => pointer));
  const removed = [...(before?.values() ?? [])].filter(
    ({ pointer }) => pointer.startsWith('/arguments/') && !now.has(pointer),
  );
  return {
    main: [...main, ...removed.map(asRemoved)],
    beside: Object.keys(rest).length === 0 ? [] : leavesOf(rest).map(dress),
  };
}

const leavesByPointer = (content: unknown): ReadonlyMap<string, Leaf> => {
  const args = isJsonObject(content) ? content['arguments'] : undefined;
  const isRequest = isJsonObject(args);
  const leaves = isRequest ? leavesOf(args, '/arguments') : leavesOf(content);
  return new Map(leaves.map((leaf) => [leaf.pointer, leaf]));
};

function found({ pointer, text }: Leaf, evidence: readonly Evidence[]): Pick<ContentRow, 'ranges' | 'isFound'> {
  const here = evidence.filter(({ path }) => path === pointer);
  const ranges = here.map(({ start = 0, end = text.length }) => ({ start, end }));
  return { ranges, isFound: here.length > 0 };
}

function compared(leaf: Leaf, before: ReadonlyMap<string, Leaf> | undefined): Pick<ContentRow, 'change' | 'before'> {
  if (before === undefined) return {};
  const last = before.get(leaf.pointer);
  if (last === undefined) return { change: 'new' };
  return last.text === leaf.text ? { change: 'same' } : { change: 'changed', before: last.text };
}

const asRemoved = (leaf: Leaf): ContentRow => ({
  ...leaf,
  text: '',
  ranges: [],
  isFound: false,
  isMasked: false,
  change: 'removed',
  before: leaf.text,
});
