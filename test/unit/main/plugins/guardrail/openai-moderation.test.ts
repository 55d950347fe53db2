import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openaiModeration } from '../../../../../main/plugins/guardrail/openai-moderation';
import { askGuardrail, makeGuardrail } from '../../../../support/asked-guardrail';
import { openStandIn, type StandIn } from '../../../../support/stand-in';

const answer = (scores: Record<string, number>, flagged: readonly string[] = []) => ({
  id: 'modr-1',
  model: 'omni-moderation-latest',
  results: [
    {
      flagged: flagged.length > 0,
      categories: Object.fromEntries(Object.keys(scores).map((name) => [name, flagged.includes(name)])),
      category_scores: scores,
    },
  ],
});
let vendor: StandIn;
beforeEach(async () => {
  vendor = await openStandIn(() => ({ body: answer({ hate: 0.01, sexual: 0.01 }) }));
});
afterEach(() => vendor.stop());
const make = (more: object = {}) =>
  makeGuardrail([openaiModeration], 'openai-moderation', { apiKey: '${env:KEY}', baseUrl: vendor.url, ...more });

describe('openaiModeration', () => {
  it('sends what the documentation says', async () => {
    await askGuardrail(await make({ model: 'omni-moderation-latest' }), { content: ['one', 'two'] });
    expect(vendor.seen).toMatchObject([
      {
        path: '/v1/moderations',
        headers: { authorization: 'Bearer the-key' },
        body: { model: 'omni-moderation-latest', input: 'one\ntwo' },
      },
    ]);
  });

  it.each([
    ['what scores enough', answer({ hate: 0.8 }), [['toxicity', 'openai-hate', 0.8]]],
    [
      'what is flagged, however little it scores',
      answer({ violence: 0.2 }, ['violence']),
      [['toxicity', 'openai-violence', 0.7]],
    ],
    ['categories below those asked for', answer({ 'sexual/minors': 0.95 }), [['nsfw', 'openai-sexual-minors', 0.95]]],
    ['nothing that scores less', answer({ hate: 0.69 }), []],
    ['nothing of categories not asked for', answer({ 'self-harm': 0.99 }, ['self-harm']), []],
  ])('reports %s', async (_, body, expected) => {
    vendor.answer = () => ({ body });
    const found = await askGuardrail(await make());
    expect(found.map(({ detector, rule, score }) => [detector, rule, score])).toEqual(expected);
  });

  it('reports other categories where they are asked for', async () => {
    vendor.answer = () => ({ body: answer({ illicit: 0.9, 'self-harm': 0.9 }) });
    const found = await askGuardrail(await make({ categories: ['illicit', 'self-harm'], threshold: 0.5 }), {
      phase: 'output',
    });
    expect(found.map(({ detector }) => detector)).toEqual(['policy-violation', 'toxicity']);
  });

  it.each([
    [{ status: 500, body: {} }, 'guardrail_api_failed'],
    [{ status: 429, body: {} }, 'guardrail_api_failed'],
    [{ status: 401, body: { error: { message: 'bad key the-key' } } }, 'guardrail_unauthorized'],
    [{ body: { results: [] } }, 'guardrail_answer_invalid'],
    [{ body: { results: [{ categories: {}, category_scores: { hate: 'much' } }] } }, 'guardrail_answer_invalid'],
    ['hang up' as const, 'guardrail_network_failed'],
  ])('fails at %j and does not repeat it', async (told, code) => {
    vendor.answer = () => told;
    const failure: unknown = await askGuardrail(await make()).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code });
    expect(String(failure)).not.toContain('the-key');
  });
});
