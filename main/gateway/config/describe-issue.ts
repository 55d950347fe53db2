import type { z } from 'zod';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { nearestWord } from '../../../shared/text/nearest-word';
import { formatPath, type ConfigProblem, type PathPart } from './config-problem';
import { knownMembers, schemaAt, SERVER_KINDS, valueAt } from './schema-at';

type Issue = z.core.$ZodIssue;

/** Judges a value by a schema and says every problem in our words, each with its place in the file. */
export function describeProblems(schema: z.ZodType, value: unknown): ConfigProblem[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  const problems = parsed.error.issues.flatMap((issue) => describeIssue(schema, value, issue));
  return withoutConsequences(problems);
}

interface FoundProblem extends ConfigProblem {
  /** The path of the member that an unknown one was probably meant to be. */
  readonly meant?: string;
}

function describeIssue(schema: z.ZodType, value: unknown, issue: Issue): FoundProblem[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = knownMembers(schemaAt(schema, value, path)) ?? [];
    return issue.keys.map((key) => unknownMember(path, key, known));
  }
  if (issue.code === 'invalid_key') return badName(schema, value, path, issue.issues);
  const found = valueAt(value, path);
  const isServer = path.length === 4 && path[0] === 'configs' && path[2] === 'servers';
  if (issue.code === 'custom' && isServer && isJsonObject(found)) return serverWithoutKind(path, found, issue.message);
  return [{ path: formatPath(path), ...describeValue(issue, found) }];
}

function unknownMember(path: readonly PathPart[], key: string, known: readonly string[]): FoundProblem {
  const meant = nearestWord(key, known);
  return {
    path: formatPath([...path, key]),
    message: 'is not a known setting',
    ...(meant === undefined
      ? { suggestion: `known here: ${known.join(', ')}` }
      : { suggestion: `did you mean "${meant}"?`, meant: formatPath([...path, meant]) }),
  };
}

/** A bad name hides what stands under it from the schema, so that is judged here. */
function badName(
  schema: z.ZodType,
  value: unknown,
  path: readonly PathPart[],
  issues: readonly Issue[],
): FoundProblem[] {
  const message = `is not a usable name: ${issues.map((issue) => issue.message).join('; ')}`;
  const inner = schemaAt(schema, value, path);
  const below = inner?.safeParse(valueAt(value, path)).error?.issues ?? [];
  return [
    { path: formatPath(path), message },
    ...below.flatMap((issue) => describeIssue(schema, value, { ...issue, path: [...path, ...issue.path] })),
  ];
}

/** A server whose `command` is misspelt is judged as if it were not, so that its other problems show too. */
function serverWithoutKind(
  path: readonly PathPart[],
  server: Readonly<Record<string, unknown>>,
  message: string,
): FoundProblem[] {
  const kinds = Object.keys(SERVER_KINDS) as (keyof typeof SERVER_KINDS)[];
  const present = kinds.filter((kind) => Object.hasOwn(server, kind));
  for (const key of present.length > 0 ? [] : Object.keys(server)) {
    const meant = kinds.find((kind) => kind === nearestWord(key, kinds));
    if (meant === undefined) continue;
    const { [key]: named, ...others } = server;
    const corrected = { ...others, [meant]: named };
    const rest = SERVER_KINDS[meant].safeParse(corrected).error?.issues ?? [];
    return [
      unknownMember(path, key, kinds),
      ...rest.flatMap((issue) =>
        describeIssue(SERVER_KINDS[meant], corrected, issue).map((problem) => ({
          ...problem,
          path: [formatPath(path), problem.path].filter((part) => part !== '').join('.'),
        })),
      ),
    ];
  }
  const suggestion =
    present.length > 1
      ? `keep one of ${present.map((kind) => `"${kind}"`).join(' and ')}`
      : 'add "command" for a program, or "url" for a server reached over HTTP';
  return [{ path: formatPath(path), message, suggestion }];
}

/** Leaves out “x is missing” where a misspelt x stands next to it. */
function withoutConsequences(problems: readonly FoundProblem[]): ConfigProblem[] {
  const meant = new Set(problems.map((problem) => problem.meant));
  return problems
    .filter(({ path, message }) => message !== MISSING || !meant.has(path))
    .map(({ path, message, suggestion }) => ({ path, message, ...(suggestion === undefined ? {} : { suggestion }) }));
}

const MISSING = 'is missing';

function describeValue(issue: Issue, found: unknown): Pick<ConfigProblem, 'message' | 'suggestion'> {
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? { message: MISSING, suggestion: `add it; it must be ${article(issue.expected)}` }
        : { message: `must be ${article(issue.expected)}, not ${article(typeName(found))}` };
    case 'invalid_value':
      return notOneOf(issue.values, found);
    case 'too_small':
      return { message: `must ${bound(issue.origin, 'at least', issue.minimum, issue.inclusive === false)}` };
    case 'too_big':
      return { message: `must ${bound(issue.origin, 'at most', issue.maximum, issue.inclusive === false)}` };
    default:
      return { message: issue.message.startsWith('Invalid') ? `is not valid (${issue.message})` : issue.message };
  }
}

function notOneOf(values: readonly unknown[], found: unknown): Pick<ConfigProblem, 'message' | 'suggestion'> {
  if (found === undefined) return { message: MISSING, suggestion: `one of ${list(values)}` };
  const words = values.filter((value) => typeof value === 'string');
  const meant = typeof found === 'string' ? nearestWord(found, words) : undefined;
  return {
    message: values.length === 1 ? `must be ${list(values)}` : `must be one of ${list(values)}`,
    ...(meant === undefined ? {} : { suggestion: `did you mean "${meant}"?` }),
  };
}

function list(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

function bound(origin: string, word: string, limit: number | bigint, exclusive: boolean): string {
  if (origin === 'string') return limit === 1n || limit === 1 ? 'not be empty' : `have ${word} ${limit} characters`;
  if (origin === 'array') return limit === 1 ? 'not be empty' : `have ${word} ${limit} entries`;
  if (!exclusive) return `be ${word} ${limit}`;
  return `be ${word === 'at least' ? 'more' : 'less'} than ${limit}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    int: 'a whole number',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    boolean: 'true or false',
    null: 'null',
  };
  return names[type] ?? `a ${type}`;
}
