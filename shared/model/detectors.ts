import type { Severity } from './verdict';

/** What one detector looks for. */
export interface DetectorFacts {
  readonly title: string;
  /** Findings that score less are dropped, unless the policy says otherwise. */
  readonly threshold: number;
  /** OWASP Top 10 for LLM applications (2025) and MITRE ATLAS techniques that its findings belong to. */
  readonly tags: readonly string[];
  /** Whether its findings count for the injection score of `inspect`. */
  readonly injectionLike?: true;
  /** Whether it says where in a text it found something, so that this can be replaced. */
  readonly redacts?: true;
}

const facts = (
  title: string,
  tags: string,
  more: Partial<Pick<DetectorFacts, 'threshold' | 'injectionLike' | 'redacts'>> = {},
): DetectorFacts => ({ title, tags: tags.split(' '), threshold: 0.5, ...more });

const injection = { injectionLike: true } as const;
const redacts = { redacts: true } as const;

/** Every detector that a policy can speak of, whichever provider runs it. */
export const DETECTORS = {
  secrets: facts('Secrets', 'LLM02 AML.T0055', redacts),
  pii: facts('Personal data', 'LLM02 AML.T0057', redacts),
  injection: facts('Prompt injection', 'LLM01 AML.T0051', injection),
  jailbreak: facts('Jailbreak', 'LLM01 AML.T0054', injection),
  'tool-poisoning': facts('Tool poisoning', 'LLM01 LLM03 AML.T0051.001', injection),
  'preference-manipulation': facts('Preference manipulation', 'LLM03 AML.T0043', injection),
  'deceptive-annotations': facts('Annotations that do not fit the tool', 'LLM03 LLM06'),
  'hidden-text': facts('Hidden text', 'LLM01 AML.T0051.001', injection),
  solicitation: facts('Requests for credentials', 'LLM02 AML.T0052', injection),
  exfiltration: facts('Exfiltration', 'LLM02 AML.T0024', redacts),
  'system-prompt-leak': facts('System prompt leakage', 'LLM07 AML.T0056'),
  'shell-injection': facts('Shell and option injection', 'LLM05 AML.T0050'),
  'code-injection': facts('Code, template and object injection', 'LLM05 AML.T0050'),
  'sql-injection': facts('SQL injection', 'LLM05 AML.T0050'),
  'path-traversal': facts('Paths out of bounds', 'LLM06 AML.T0049'),
  ssrf: facts('Requests to internal addresses', 'LLM06 AML.T0049'),
  'resource-exhaustion': facts('Resource exhaustion', 'LLM10 AML.T0029'),
  sponge: facts('Sponge attacks', 'LLM10 AML.T0029'),
  limits: facts('Size, depth and count', 'LLM10 AML.T0029'),
  toxicity: facts('Toxicity', 'LLM09 AML.T0048', redacts),
  nsfw: facts('Sexual content', 'LLM09 AML.T0048', redacts),
  bias: facts('Bias', 'LLM09 AML.T0048'),
  'banned-keywords': facts('Banned keywords', 'LLM09', redacts),
  topics: facts('Topics', 'LLM09'),
  'policy-violation': facts('Policy violation', 'LLM06'),
  copyright: facts('Copyright', 'LLM02'),
  relevancy: facts('Relevancy', 'LLM09', { threshold: 0.3 }),
  adherence: facts('Adherence', 'LLM09', { threshold: 0.2 }),
  hallucination: facts('Hallucination', 'LLM09'),
} as const satisfies Readonly<Record<string, DetectorFacts>>;

export type DetectorName = keyof typeof DETECTORS;

export const DETECTOR_NAMES = Object.keys(DETECTORS) as readonly DetectorName[];

export function detectorFacts(name: DetectorName): DetectorFacts {
  return DETECTORS[name];
}

/** From mildest to hardest. */
export const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];
