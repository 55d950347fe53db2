import { z } from 'zod';
import type { DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding } from '../../../shared/model/verdict';
import { definePlugin } from '../../gateway/ports/plugin';
import { createRemoteService } from './lib/remote/remote-guardrail';
import { ServiceKey, ServiceUrl } from '../lib/service-options';
import { spokenTexts } from './lib/remote/spoken-text';

const Options = z.strictObject({
  apiKey: ServiceKey,
  baseUrl: ServiceUrl.default('https://api.openai.com'),
  model: z.string().min(1).optional(),
  /** A category that scores less is not reported, unless the service itself flags it. */
  threshold: z.number().min(0).max(1).default(0.7),
  /** Categories with those below them: `hate` is also `hate/threatening`. */
  categories: z.array(z.string().min(1)).min(1).default(['hate', 'violence', 'sexual']),
});

/** OpenAI API reference, “Create moderation”. */
const Answer = z.looseObject({
  results: z
    .array(
      z.looseObject({
        categories: z.record(z.string(), z.boolean()),
        category_scores: z.record(z.string(), z.number().min(0).max(1)),
      }),
    )
    .min(1),
});

/** Asks OpenAI’s moderation service. */
export const openaiModeration = definePlugin({
  kind: 'guardrail',
  name: 'openai-moderation',
  title: 'OpenAI moderation',
  options: Options,
  async create({ apiKey, baseUrl, model, threshold, categories }, { resolve }) {
    const service = createRemoteService('OpenAI moderation');
    const authorization = `Bearer ${await resolve(apiKey)}`;
    return {
      asksOthers: true,
      phases: new Set(['server', 'listing', 'input', 'output'] as const),
      detectors: new Set<DetectorName>(['toxicity', 'nsfw', 'policy-violation']),
      async inspect({ content, wanted }, signal) {
        const findings: DetectedFinding[] = [];
        for (const { text } of spokenTexts(content)) {
          const { results } = await service.post({
            url: `${baseUrl}/v1/moderations`,
            headers: { authorization },
            body: { ...(model === undefined ? {} : { model }), input: text },
            answer: Answer,
            signal,
          });
          for (const result of results) findings.push(...findingsOf(result, { threshold, categories }));
        }
        return { action: 'report', findings: findings.filter(({ detector }) => wanted?.has(detector) ?? true) };
      },
    };
  },
});

type Result = z.output<typeof Answer>['results'][number];

function findingsOf(
  { categories: flags, category_scores: scores }: Result,
  { threshold, categories }: Pick<z.output<typeof Options>, 'threshold' | 'categories'>,
): readonly DetectedFinding[] {
  const named = [...new Set([...Object.keys(flags), ...Object.keys(scores)])];
  return named.flatMap((category): DetectedFinding[] => {
    const isAsked = categories.some((one) => category === one || category.startsWith(`${one}/`));
    const score = scores[category] ?? 0;
    const isFlagged = flags[category] === true;
    if (!isAsked || (!isFlagged && score < threshold)) return [];
    const rule = `openai-${category.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`;
    const severity = score >= 0.9 ? 'high' : 'medium';
    // What the service flags counts, however little it scored.
    const counted = Math.max(score, isFlagged ? threshold : 0, isFlagged ? 0.5 : 0);
    return [
      {
        detector: detectorOf(category),
        rule,
        severity,
        score: counted,
        message: `content of the category ${category}`,
      },
    ];
  });
}

function detectorOf(category: string): DetectorName {
  if (category.startsWith('sexual')) return 'nsfw';
  return /^(?:hate|violence|self-harm|harassment)/.test(category) ? 'toxicity' : 'policy-violation';
}
