import { z } from 'zod';
import type { Verdict } from '../../../shared/model/verdict';

const Finding = z.object({
  rule: z.string().min(1),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  message: z.string(),
  at: z.string().optional(),
});
const Findings = z.array(Finding).min(1);
const VerdictSchema = z.discriminatedUnion('action', [
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

/** Reads what a guardrail answered; throws for anything that is not a verdict. */
export function readVerdict(answer: unknown): Verdict {
  if (typeof answer === 'object' && answer !== null && 'action' in answer && answer.action === 'allow') {
    return { action: 'allow' };
  }
  return VerdictSchema.parse(answer) as Verdict;
}
