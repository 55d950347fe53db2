import type { z } from 'zod';
import type { ActivityFilter as FilterSchema } from '../../../shared/contract/activity-inputs';
import { ENTRY_KINDS, type ActivityLine } from '../../../shared/model/activity-line';

export type ActivityFilter = z.input<typeof FilterSchema>;

/** The members that a person chooses, as they stand in the address. */
export const FILTER_NAMES = [
  'outcome',
  'kind',
  'server',
  'tool',
  'client',
  'session',
  'detector',
  'rule',
  'text',
  'since',
  'group',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type FilterChoice = Partial<Readonly<Record<FilterName, string>>>;

export const OUTCOMES = [
  'ok',
  'blocked',
  'denied',
  'refused',
  'tool-error',
  'failed',
  'timed-out',
  'cancelled',
] as const;

const SPANS_MS: Readonly<Record<string, number>> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** What an address asks for; what it says that nobody knows is left out. */
export function readChoice(query: string): FilterChoice {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    FILTER_NAMES.flatMap((name) => {
      const value = given.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
}

export function writeChoice(choice: FilterChoice): string {
  const said = Object.entries(choice).filter(([, value]) => value !== '');
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
}

/** Whether lines stand below the session that they belong to. */
export const isGrouped = ({ group }: FilterChoice): boolean => group === 'session';

/** Without what says how it is shown. */
export const withoutView = ({ group: _, ...choice }: FilterChoice): FilterChoice => choice;

/** What the gateway is asked for. */
export function filterOf({ outcome, kind, since, group: _, ...names }: FilterChoice, now: number): ActivityFilter {
  const known = OUTCOMES.find((each) => each === outcome);
  const entry = ENTRY_KINDS.find((each) => each === kind);
  const spanMs = since === undefined ? undefined : SPANS_MS[since];
  return {
    ...names,
    ...(known === undefined ? {} : { outcome: known }),
    ...(entry === undefined ? {} : { kind: entry }),
    ...(spanMs === undefined ? {} : { since: new Date(now - spanMs).toISOString() }),
  } as ActivityFilter;
}

/** Whether a line that was just recorded belongs to what is shown: the same rules as the gateway has. */
export function isMeant(line: ActivityLine, { text, since: _, group: __, ...choice }: FilterChoice): boolean {
  if (text !== undefined && !JSON.stringify(line).toLowerCase().includes(text.toLowerCase())) return false;
  if (choice.kind !== undefined && line.kind !== choice.kind) return false;
  const request = line.kind === 'request' ? line : undefined;
  const findings = request?.judgements.flatMap((judgement) => judgement.findings ?? []) ?? [];
  const rules = request?.judgements.flatMap((judgement) => judgement.rules) ?? [];
  const said: Readonly<Record<string, readonly (string | undefined)[]>> = {
    outcome: [request?.outcome],
    server: [request?.server],
    tool: [request?.name, request?.shownAs],
    client: [request?.clientName],
    session: [request?.session],
    detector: findings.map(({ detector }) => detector),
    rule: rules,
  };
  return Object.entries(choice).every(([name, value]) => said[name]?.includes(value) ?? true);
}
