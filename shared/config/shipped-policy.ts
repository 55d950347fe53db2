import type { DetectorPolicy, Policy } from './policy';

const heuristic: DetectorPolicy = { action: 'flag' };
const fromServers: DetectorPolicy = { action: { server: 'flag', listing: 'flag', output: 'flag' } };
/** Flagged; what leaves no doubt is refused. */
const untilCertain: DetectorPolicy = { action: 'flag', escalate: { from: 'critical', action: 'block' } };
/** The same for what servers say. What clients say about attacks, they may say. */
const untilCertainFromServers: DetectorPolicy = {
  action: 'flag',
  escalate: { from: 'critical', action: 'block', phases: ['server', 'listing', 'output'] },
};

/**
 * What holds where nobody said otherwise: secrets are replaced, what leaves no doubt is refused, what may be wrong is
 * noted and goes on. Ordinary work is left alone.
 */
export const SHIPPED_POLICY: Policy = {
  mode: 'enforce',
  approvals: { ask: 'writes', results: 'nothing', askClient: false },
  redaction: { restoreInAnswers: true, restoreInArguments: 'same-server' },
  detectors: {
    // From here on it is hardly ever a test's, an example's or an expired one.
    secrets: { action: { input: 'redact', output: 'redact', listing: 'flag', server: 'flag' }, threshold: 0.6 },
    pii: { action: 'flag', severity: 'high' },
    injection: untilCertainFromServers,
    jailbreak: heuristic,
    'tool-poisoning': untilCertainFromServers,
    'preference-manipulation': heuristic,
    'deceptive-annotations': heuristic,
    'hidden-text': untilCertainFromServers,
    solicitation: heuristic,
    exfiltration: heuristic,
    'system-prompt-leak': heuristic,
    'shell-injection': untilCertain,
    'code-injection': untilCertain,
    'sql-injection': untilCertain,
    'path-traversal': untilCertain,
    ssrf: untilCertain,
    'resource-exhaustion': untilCertain,
    sponge: untilCertain,
    limits: { action: 'block' },
    // What people say to their tools is theirs.
    toxicity: fromServers,
    nsfw: fromServers,
    bias: fromServers,
    'banned-keywords': { action: 'block' },
    topics: heuristic,
    'policy-violation': { action: 'block' },
    copyright: heuristic,
    relevancy: { action: 'off' },
    adherence: { action: 'off' },
    hallucination: { action: 'off' },
  },
};
