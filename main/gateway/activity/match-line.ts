import type { ActivityFilter } from '../../../shared/contract/activity-inputs';
import type { ActivityLine } from '../../../shared/model/activity-line';
import { readLine } from './chain';

/** Reads a line if it is one of those that are meant. */
export type LineMatcher = (text: string) => ActivityLine | undefined;

type Test = (line: ActivityLine) => boolean;

export function createLineMatcher(filter: ActivityFilter): LineMatcher {
  const tests = testsOf(filter);
  const needles = needlesOf(filter);
  const text = filter.text?.toLowerCase();
  return (raw) => {
    // Most lines are told apart without being parsed.
    if (needles.some((needle) => !raw.includes(needle))) return undefined;
    if (text !== undefined && !raw.toLowerCase().includes(text)) return undefined;
    const line = readLine(raw);
    return line !== undefined && tests.every((test) => test(line)) ? line : undefined;
  };
}

export const momentOf = (moment: string | number): number => (typeof moment === 'number' ? moment : Date.parse(moment));

/** Words that a line must contain to be meant. */
function needlesOf({
  client,
  session,
  key,
  user,
  project,
  server,
  tool,
  method,
  ...rest
}: ActivityFilter): readonly string[] {
  const { outcome, error, detector, rule, operation } = rest;
  const words = [client, session, key, user, project, server, tool, method, outcome, error, detector, rule, operation];
  return words.flatMap((word) => (word === undefined ? [] : [JSON.stringify(word)]));
}

function testsOf(filter: ActivityFilter): readonly Test[] {
  const { since, until, kind, tool, detector, rule, operation } = filter;
  const tests: Test[] = [];
  if (since !== undefined) tests.push(({ at }) => at >= momentOf(since));
  if (until !== undefined) tests.push(({ at }) => at < momentOf(until));
  if (kind !== undefined) tests.push((line) => line.kind === kind);
  if (operation !== undefined) tests.push((line) => line.kind === 'admin' && line.operation === operation);
  const members = [
    ['clientName', filter.client],
    ['session', filter.session],
    ['keyId', filter.key],
    ['userId', filter.user],
    ['projectId', filter.project],
    ['server', filter.server],
    ['method', filter.method],
    ['outcome', filter.outcome],
    ['error', filter.error],
  ] as const;
  for (const [member, wanted] of members) {
    if (wanted !== undefined) tests.push((line) => (line as unknown as Record<string, unknown>)[member] === wanted);
  }
  if (tool !== undefined) tests.push((line) => line.kind === 'request' && [line.name, line.shownAs].includes(tool));
  if (detector !== undefined) tests.push((line) => findingsOf(line).some((finding) => finding.detector === detector));
  if (rule !== undefined) {
    tests.push((line) => line.kind === 'request' && line.judgements.some(({ rules }) => rules.includes(rule)));
  }
  return tests;
}

function findingsOf(line: ActivityLine) {
  return line.kind === 'request' ? line.judgements.flatMap(({ findings = [] }) => findings) : [];
}
