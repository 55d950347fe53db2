import { z } from 'zod';
import type { DetectorName } from '../../../../../shared/model/detectors';
import type { DetectedFinding, Severity } from '../../../../../shared/model/verdict';
import { GatewayError } from '../../../../../shared/errors/gateway-error';

const Summary = z.record(z.string(), z.unknown());

/** One judged text: what `guardrails/policy/detect` answers, and each item of `guardrails/batch/detect`. */
export const DetectAnswer = z.looseObject({
  summary: Summary,
  details: z.record(z.string(), z.unknown()).optional(),
  error: z.unknown().optional(),
});
export type DetectAnswer = z.output<typeof DetectAnswer>;

/** What the summary calls it, ours, and when it counts as found. */
interface Reading {
  readonly members: readonly string[];
  readonly detector: DetectorName;
  readonly severity: Severity;
  readonly isFound: (value: unknown) => boolean;
}

/** 1, true, or a list of labels that is not empty. */
const isSet = (value: unknown): boolean => value === 1 || value === true || (Array.isArray(value) && value.length > 0);

const READINGS: readonly Reading[] = [
  { members: ['injection_attack'], detector: 'injection', severity: 'high', isFound: isSet },
  { members: ['policy_violation'], detector: 'policy-violation', severity: 'high', isFound: isSet },
  { members: ['keyword_detected', 'keyword_detector'], detector: 'banned-keywords', severity: 'high', isFound: isSet },
  // The other way round: 1 says that the text is on topic.
  { members: ['on_topic'], detector: 'topics', severity: 'medium', isFound: (value) => value === 0 || value === false },
  { members: ['nsfw'], detector: 'nsfw', severity: 'medium', isFound: isSet },
  { members: ['toxicity'], detector: 'toxicity', severity: 'medium', isFound: isSet },
  { members: ['pii'], detector: 'pii', severity: 'high', isFound: isSet },
  { members: ['bias'], detector: 'bias', severity: 'medium', isFound: isSet },
  { members: ['sponge_attack'], detector: 'sponge', severity: 'high', isFound: isSet },
  {
    members: ['system_prompt_protection', 'system_prompt'],
    detector: 'system-prompt-leak',
    severity: 'medium',
    isFound: isSet,
  },
  { members: ['copyright_protection', 'copyright_ip_leak'], detector: 'copyright', severity: 'medium', isFound: isSet },
];

/** What the vendor found, in our words. Throws when it says that it failed. */
export function findingsOf({ summary, details, error }: DetectAnswer): readonly DetectedFinding[] {
  if (error !== undefined && error !== null && error !== '') throw vendorFailed();
  return READINGS.flatMap(({ members, detector, severity, isFound }): DetectedFinding[] => {
    const member = members.find((name) => summary[name] !== undefined);
    if (member === undefined || !isFound(summary[member])) return [];
    const rule = `enkrypt-${member.replaceAll('_', '-')}`;
    const score = detector === 'injection' ? attackScore(details) : 0.9;
    return [{ detector, rule, severity, score, message: `${MESSAGES[detector] ?? detector}, as Enkrypt judges` }];
  });
}

const MESSAGES: Partial<Record<DetectorName, string>> = {
  injection: 'a prompt injection',
  'policy-violation': 'a violation of the policy',
  'banned-keywords': 'a banned keyword',
  topics: 'something off topic',
  nsfw: 'sexual content',
  toxicity: 'toxic content',
  pii: 'personal data',
  bias: 'bias',
  sponge: 'a sponge attack',
  'system-prompt-leak': 'a system prompt',
  copyright: 'protected content',
};

/** The vendor gives a probability; that it decided counts, however small that is. */
function attackScore(details: DetectAnswer['details']): number {
  const attack = details?.['injection_attack'];
  const given = typeof attack === 'object' && attack !== null && 'attack' in attack ? Number(attack.attack) : NaN;
  return given >= 0.5 && given <= 1 ? given : 0.9;
}

const score = z.number().min(0).max(1);
const named = (name: string) => z.looseObject({ summary: z.looseObject({ [name]: score }) });

export const RelevancyAnswer = named('relevancy_score');
export const AdherenceAnswer = named('adherence_score');
export const HallucinationAnswer = z.looseObject({
  summary: z.looseObject({ is_hallucination: z.union([z.literal(0), z.literal(1), z.boolean()]) }),
});

export const RedactAnswer = z.looseObject({ text: z.string(), key: z.string() });

export function vendorFailed(): GatewayError {
  return new GatewayError('guardrail_api_failed', 'Enkrypt answered that it failed');
}
