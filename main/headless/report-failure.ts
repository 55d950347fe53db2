import { randomUUID } from 'node:crypto';
import { toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, type GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject } from '../../shared/model/json-rpc';
import { redact, redactObject } from '../../shared/text/redact';
import { exitCodeOf } from './exit-codes';
import type { Io } from './io';

export interface FailureForm {
  /** As the error object on stdout instead of a sentence on stderr. */
  readonly json: boolean;
  /** With the stack, for `--log-level debug`. */
  readonly stack: boolean;
  readonly operation?: string;
}

/** Tells what went wrong, once, in the form that was asked for; returns the exit code. */
export function reportFailure(thrown: unknown, io: Pick<Io, 'stdout' | 'stderr' | 'now'>, form: FailureForm): number {
  const error = asGatewayError(thrown);
  if (form.json) {
    const correlationId = error.correlationId ?? randomUUID();
    const { operation } = form;
    const object = toErrorObject(error, {
      correlationId,
      at: io.now(),
      ...(operation === undefined ? {} : { operation }),
    });
    io.stdout.write(`${JSON.stringify(redactObject(object), undefined, 2)}\n`);
  } else {
    io.stderr.write(`${describeFailure(error)}\n`);
  }
  if (form.stack) io.stderr.write(`${redact(stackOf(error))}\n`);
  return exitCodeOf(error);
}

/** One sentence, then each problem on a line of its own with its place and a suggestion. */
export function describeFailure(error: GatewayError): string {
  // A person at the terminal is the operator: what clients are not told may be said here.
  const reason = error.code === 'internal' && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const problems = problemsOf(error);
  const [only] = problems;
  // A sentence that holds the one problem whole needs no list beneath it.
  const isSaid = problems.length === 1 && only !== undefined && error.message.includes(only.message);
  const lines = isSaid ? suggestionOf(only) : problems.map(describeProblem);
  return redact([`${error.message}${reason}`, ...lines].join('\n'));
}

function suggestionOf({ suggestion }: Problem): readonly string[] {
  return suggestion === undefined ? [] : [`  ${suggestion}`];
}

/** A problem as an indented line, its suggestion beneath it. */
export function describeProblem({ path, message, suggestion }: Problem): string {
  const line = path === '' ? `  ${message}` : `  ${path}: ${message}`;
  return suggestion === undefined ? line : `${line}\n      ${suggestion}`;
}

interface Problem {
  readonly path: string;
  readonly message: string;
  readonly suggestion?: string;
}

function problemsOf(error: GatewayError): readonly Problem[] {
  const { problems } = error.detail;
  if (!Array.isArray(problems)) return [];
  return problems.filter(
    (problem): problem is Problem => isJsonObject(problem) && typeof problem['message'] === 'string',
  );
}

function stackOf(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own;
}
