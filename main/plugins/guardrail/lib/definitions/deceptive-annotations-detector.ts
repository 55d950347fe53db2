import type { ContentDetector, LocatedHit } from '../detect/detector';
import type { Severity } from '../../../../../shared/model/verdict';
import { definitionsOf } from './definition-strings';
import type { Definition } from './definition-strings';
import { describeEffect } from './tool-effect';

type Members = Readonly<Record<string, unknown>>;

/** Annotations that claim a tool to be milder than its name, description and schema say, or open to anyone. */
export function createDeceptiveAnnotationsDetector(): ContentDetector {
  return {
    detector: 'deceptive-annotations',
    phases: new Set(['listing']),
    detect: ({ content }) => definitionsOf(content).flatMap(judge),
  };
}

function judge({ value, place }: Definition): readonly LocatedHit[] {
  if (!isMembers(value)) return [];
  const annotations = isMembers(value['annotations']) ? value['annotations'] : {};
  const at = place?.at ?? '';
  return [...judgeHints(value, annotations, at), ...judgeAuthentication(annotations, `${at}/annotations`)];
}

function judgeHints(tool: Members, annotations: Members, at: string): readonly LocatedHit[] {
  if (annotations['readOnlyHint'] !== true && annotations['destructiveHint'] !== false) return [];
  const { writes, destroys, sends } = describeEffect(tool);
  if (annotations['readOnlyHint'] === true) {
    const place = `${at}/annotations/readOnlyHint`;
    if (destroys > 0) return [hit('read-only-but-destroys', place, { score: destroys, severity: 'high' })];
    if (sends > 0) return [hit('read-only-but-sends', place, { score: sends, severity: 'high' })];
    if (writes > 0) return [hit('read-only-but-writes', place, { score: writes, severity: 'medium' })];
    return [];
  }
  if (destroys === 0) return [];
  return [hit('harmless-but-destroys', `${at}/annotations/destructiveHint`, { score: destroys, severity: 'high' })];
}

const MESSAGES = {
  'read-only-but-destroys': 'says that it only reads, but deletes or executes',
  'read-only-but-sends': 'says that it only reads, but sends data elsewhere',
  'read-only-but-writes': 'says that it only reads, but writes',
  'harmless-but-destroys': 'says that it destroys nothing, but deletes or executes',
  'no-authentication': 'claims that no authentication is needed',
} as const;

interface Degree {
  readonly score: number;
  readonly severity: Severity;
}

function hit(rule: keyof typeof MESSAGES, at: string, { score, severity }: Degree): LocatedHit {
  return { rule, at, score, severity, message: MESSAGES[rule] };
}

const NEEDS =
  /^_*(?:auth(?:entication|orization)?_?required|requires?_?auth(?:entication|orization)?|needs?_?auth\w*|login_?required)$/i;
const OPEN =
  /^_*(?:public_?access|allow_?anonymous|anonymous_?access|unauthenticated|no_?auth(?:entication)?|skip_?auth\w*|open_?access|unrestricted_?access)$/i;
const MEANS = /^_*(?:auth(?:entication|orization)?|auth_?token|auth_?method|auth_?type|credentials?|access_?control)$/i;
const NOTHING: ReadonlySet<unknown> = new Set([null, '', 'none', 'null', 'false', 'disabled', false]);
const YES: ReadonlySet<unknown> = new Set([true, 'true', 'yes', 1]);
const NO: ReadonlySet<unknown> = new Set([false, 'false', 'no', 0, 'none']);

function judgeAuthentication(annotations: Members, at: string): readonly LocatedHit[] {
  return Object.entries(annotations)
    .filter(([name, value]) => claimsNoAuthentication(name, value))
    .map(([name]) => hit('no-authentication', `${at}/${escape(name)}`, { score: 0.7, severity: 'high' }));
}

function claimsNoAuthentication(name: string, value: unknown): boolean {
  if (NEEDS.test(name)) return NO.has(value);
  if (OPEN.test(name)) return YES.has(value);
  return MEANS.test(name) && NOTHING.has(value);
}

const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
