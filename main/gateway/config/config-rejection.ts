import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ConfigDraft } from './config-draft';
import { formatProblem, type ConfigProblem } from './config-problem';
import { explainConfig } from './explain-config';
import { configInvalid } from './load-config';

/** Throws `config_rejected` for what would not be a valid configuration. */
export function requireValid(draft: ConfigDraft): void {
  const { problems } = explainConfig(draft);
  if (problems !== undefined) throw changeRejected(problems);
}

/** Changes a draft and judges the result; what a broken file makes of the change is told as what is wrong with the file. */
export function changeDraft<T>(
  { path, before, draft }: { readonly path: string; readonly before: ConfigDraft; readonly draft: ConfigDraft },
  change: (draft: ConfigDraft) => T,
): T {
  let result: T;
  try {
    result = change(draft);
  } catch (thrown) {
    const { problems } = explainConfig(before);
    throw thrown instanceof GatewayError || problems === undefined ? thrown : configInvalid(path, problems);
  }
  requireNoWorse({ path, before, after: draft });
  return result;
}

/** Throws for a change that leaves something wrong, unless it takes away some of what was wrong before. */
function requireNoWorse(change: {
  readonly path: string;
  readonly before: ConfigDraft;
  readonly after: ConfigDraft;
}): void {
  const after = explainConfig(change.after);
  if (after.problems === undefined) return;
  const before = explainConfig(change.before);
  if (before.problems === undefined) throw changeRejected(after.problems);
  // What is wrong with the version or with single values hides all else: seeing that is a step forward.
  const isStepForward = after.depth > before.depth;
  const known = new Set(before.problems.map(formatProblem));
  const isNothingNew = after.problems.every((problem) => known.has(formatProblem(problem)));
  if (isStepForward || (isNothingNew && after.problems.length < before.problems.length)) return;
  throw configInvalid(change.path, before.problems);
}

function changeRejected(problems: readonly ConfigProblem[]): GatewayError {
  const [first] = problems;
  const message = `The change was not made: ${first === undefined ? 'it is not valid' : formatProblem(first)}`;
  return new GatewayError('config_rejected', message, { problems });
}
