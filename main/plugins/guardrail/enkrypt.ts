import { z } from 'zod';
import type { DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding } from '../../../shared/model/verdict';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Inspection } from '../../gateway/ports/guardrail';
import { definePlugin } from '../../gateway/ports/plugin';
import type { Ask, Asking } from './lib/enkrypt/asking';
import { createBatcher } from './lib/enkrypt/batch-detect';
import { compareAnswer } from './lib/enkrypt/compare-answer';
import { definitionText } from './lib/enkrypt/definition-text';
import { DetectAnswer, findingsOf } from './lib/enkrypt/enkrypt-answers';
import { findPersonalData } from './lib/enkrypt/find-personal-data';
import { REGISTRATION_KEYWORDS, registrationDetectors } from './lib/enkrypt/registration-detectors';
import { createRemoteService } from './lib/remote/remote-guardrail';
import { ServiceKey, ServiceUrl } from '../lib/service-options';
import { spokenTexts } from './lib/remote/spoken-text';

const Detectors = z.record(z.string(), z.looseObject({ enabled: z.boolean() }));

const Options = z.strictObject({
  apiKey: ServiceKey,
  baseUrl: ServiceUrl.default('https://api.enkryptai.com'),
  /** Name of the policy at the vendor that requests and results are put to. */
  policy: z.string().min(1),
  /** For definitions: what they may and may not do, in plain words. */
  policyText: z.string().min(1).max(20_000).optional(),
  /** For definitions: words that they may not hold. */
  keywords: z.array(z.string().min(1)).default([...REGISTRATION_KEYWORDS]),
  topics: z.array(z.string().min(1)).default([]),
  /** Detectors as the vendor documents them, sent as they are in place of what the policy asks for. */
  serverDetectors: Detectors.optional(),
  toolDetectors: Detectors.optional(),
  sourceName: z.string().min(1).default('mcp-gateway'),
});
type Options = z.output<typeof Options>;

/** Asks Enkrypt’s cloud. What it finds is put to our policy, as everybody’s findings are. */
export const enkrypt = definePlugin({
  kind: 'guardrail',
  name: 'enkrypt',
  title: 'Enkrypt',
  options: Options,
  async create(options, { resolve }) {
    const service = createRemoteService('Enkrypt');
    const apikey = await resolve(options.apiKey);
    const ask: Ask = (path, event, { body, answer, signal, headers = {} }) =>
      service.post({
        url: `${options.baseUrl}/guardrails/${path}`,
        headers: {
          apikey,
          'X-Enkrypt-Source-Name': options.sourceName,
          'X-Enkrypt-Source-Event': event,
          ...headers,
        },
        body,
        answer,
        signal,
      });
    const register = registrar(options, ask);
    return {
      asksOthers: true,
      phases: new Set(['server', 'listing', 'input', 'output'] as const),
      detectors: DETECTED,
      async inspect(inspection, signal) {
        const { phase, wanted } = inspection;
        const isDefinition = phase === 'server' || phase === 'listing';
        const found = isDefinition
          ? await register(inspection)
          : await judgeTraffic(inspection, options, { ask, signal });
        return { action: 'report', findings: found.filter(({ detector }) => wanted?.has(detector) ?? true) };
      },
    };
  },
});

const DETECTED: ReadonlySet<DetectorName> = new Set([
  'injection',
  'policy-violation',
  'banned-keywords',
  'topics',
  'nsfw',
  'toxicity',
  'pii',
  'bias',
  'sponge',
  'system-prompt-leak',
  'copyright',
  'relevancy',
  'adherence',
  'hallucination',
]);

async function judgeTraffic(
  inspection: Inspection,
  { policy }: Options,
  { ask, signal }: Asking,
): Promise<readonly DetectedFinding[]> {
  const { phase, content, wanted } = inspection;
  const headers = { 'X-Enkrypt-Policy': policy };
  const event = phase === 'input' ? 'pre-tool' : 'post-tool';
  const findings: DetectedFinding[] = [];
  for (const spoken of spokenTexts(content)) {
    const body = { text: spoken.text };
    const answer = await ask('policy/detect', event, { body, answer: DetectAnswer, signal, headers });
    for (const finding of findingsOf(answer)) {
      const isPersonal = finding.detector === 'pii' && (wanted?.has('pii') ?? true);
      if (isPersonal) findings.push(...(await findPersonalData(spoken, finding, { ask, signal })));
      else findings.push(finding);
    }
  }
  if (phase === 'output') findings.push(...(await compareAnswer(inspection, { ask, signal })));
  return findings;
}

type Register = (inspection: Inspection) => Promise<readonly DetectedFinding[]>;

/** Definitions are judged by the vendor’s registration call, those of one list together. */
function registrar(options: Options, ask: Ask): Register {
  const batchers = new Map<string, (text: string) => Promise<DetectAnswer>>();
  // Shared by all whose texts are in a batch; nobody alone may take it back.
  const { signal } = new AbortController();
  return async ({ phase, content, wanted }) => {
    const own = phase === 'server' ? options.serverDetectors : options.toolDetectors;
    const { policyText, keywords, topics } = options;
    const detectors = own ?? registrationDetectors({ wanted, policyText, keywords, topics });
    const key = JSON.stringify(detectors);
    const batcher = batchers.get(key) ?? createBatcher(sendBatch(detectors));
    batchers.set(key, batcher);
    return findingsOf(await batcher(definitionText(phase, content)));
  };

  function sendBatch(detectors: object) {
    return async (texts: readonly string[]) => {
      const body = { texts, detectors };
      const answer = await ask('batch/detect', 'server-registration', { body, answer: z.array(DetectAnswer), signal });
      if (answer.length === texts.length) return answer;
      throw new GatewayError('guardrail_answer_invalid', 'Enkrypt did not answer for every text');
    };
  }
}
