import { z } from 'zod';
import { DETECTOR_NAMES, type DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding, Opinion } from '../../../shared/model/verdict';

const offset = z.number().int().min(0).optional();
const Finding = z.object({
  rule: z.string().min(1),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  message: z.string(),
  at: z.string().optional(),
  detector: z.enum(DETECTOR_NAMES as readonly [DetectorName, ...DetectorName[]]).optional(),
  score: z.number().min(0).max(1).optional(),
  start: offset,
  end: offset,
});
const Findings = z.array(Finding).min(1);
const Detected = Finding.required({ detector: true, score: true }).extend({ isKey: z.literal(true).optional() });
export const OpinionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('report'), findings: z.array(Detected) }),
  z.object({ action: z.literal('allow') }),
  z.object({ action: z.literal('flag'), findings: Findings }),
  z.object({
    action: z.literal('redact'),
    findings: Findings,
    edits: z.array(z.object({ at: z.string(), value: z.string() })),
  }),
  z.object({ action: z.literal('ask'), findings: Findings }),
  z.object({ action: z.literal('block'), findings: Findings }),
]);

/** Reads what a guardrail answered; throws for anything that is not an opinion. */
export function readOpinion(answer: unknown): Opinion {
  // The two answers that are given most are read without a schema.
  if (typeof answer === 'object' && answer !== null && 'action' in answer) {
    if (answer.action === 'allow') return { action: 'allow' };
    const findings = answer.action === 'report' && 'findings' in answer ? answer.findings : undefined;
    if (Array.isArray(findings) && findings.every(isDetected)) {
      return findings.length === 0 ? { action: 'allow' } : { action: 'report', findings };
    }
  }
  return OpinionSchema.parse(answer) as Opinion;
}

const MEMBERS: ReadonlySet<string> = new Set(Object.keys(Detected.shape));
const NAMES: ReadonlySet<unknown> = new Set(DETECTOR_NAMES);
const DEGREES: ReadonlySet<unknown> = new Set(Finding.shape.severity.options);

/** Whether it is, and has, what the schema wants and nothing else. */
function isDetected(value: unknown): value is DetectedFinding {
  if (typeof value !== 'object' || value === null) return false;
  for (const name in value) if (!MEMBERS.has(name)) return false;
  const { detector, rule, severity, score, message, at, start, end, isKey } = value as Partial<DetectedFinding>;
  return (
    NAMES.has(detector) &&
    typeof rule === 'string' &&
    rule !== '' &&
    DEGREES.has(severity) &&
    typeof score === 'number' &&
    score >= 0 &&
    score <= 1 &&
    typeof message === 'string' &&
    (at === undefined || typeof at === 'string') &&
    isOffset(start) &&
    isOffset(end) &&
    (isKey === undefined || (isKey as unknown) === true)
  );
}

const isOffset = (value: unknown): boolean =>
  value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0);
