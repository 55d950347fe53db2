import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DetectorName } from '../../../../../shared/model/detectors';
import type { Guardrail, Inspection } from '../../../../../main/gateway/ports/guardrail';
import { enkrypt } from '../../../../../main/plugins/guardrail/enkrypt';
import { createRegistry } from '../../../../../main/plugins/registry';
import { pluginContext } from '../../../../support/plugin-context';
import { openStandIn, type StandIn, type StandInAnswer } from '../../../../support/stand-in';

const clean = { summary: { injection_attack: 0, on_topic: 1, toxicity: [] }, details: {} };
let vendor: StandIn;
let guardrail: Guardrail;
beforeEach(async () => {
  vendor = await openStandIn(({ path }) => ({ body: path.endsWith('/batch/detect') ? [clean] : clean }));
  guardrail = await make();
});
afterEach(() => vendor.stop());

const make = (more: object = {}): Promise<Guardrail> =>
  createRegistry([enkrypt]).create(
    'guardrail',
    { use: 'enkrypt', options: { apiKey: '${env:KEY}', baseUrl: vendor.url, policy: 'House rules', ...more } },
    pluginContext({ resolve: (text) => Promise.resolve(text.replace('${env:KEY}', 'the-key')) }),
  );
const inspect = async (more: Partial<Inspection>, wanted?: readonly DetectorName[]) => {
  const inspection = { phase: 'input', server: 's', method: 'tools/call', content: { a: 'x' }, ...more } as const;
  const opinion = await guardrail.inspect(
    { ...inspection, ...(wanted === undefined ? {} : { wanted: new Set(wanted) }) },
    AbortSignal.timeout(5_000),
  );
  return opinion.action === 'report' ? opinion.findings : [];
};

describe('enkrypt', () => {
  it.each([
    ['input', 'pre-tool'],
    ['output', 'post-tool'],
  ] as const)('puts %s to the policy with its headers, under the event %s', async (phase, event) => {
    await inspect({ phase, content: { arguments: { deep: ['one', { two: 'three' }] } } });
    expect(vendor.seen).toMatchObject([
      {
        path: '/guardrails/policy/detect',
        headers: {
          apikey: 'the-key',
          'x-enkrypt-source-name': 'mcp-gateway',
          'x-enkrypt-source-event': event,
          'x-enkrypt-policy': 'House rules',
          'content-type': 'application/json',
        },
        body: { text: 'arguments\ndeep\none\ntwo\nthree' },
      },
    ]);
  });

  it.each<[string, object, DetectorName]>([
    ['an attack', { injection_attack: 1 }, 'injection'],
    ['a policy violation', { policy_violation: 1 }, 'policy-violation'],
    ['a keyword under its real name', { keyword_detected: 1 }, 'banned-keywords'],
    ['a keyword under its older name', { keyword_detector: 1 }, 'banned-keywords'],
    ['a text off topic', { on_topic: 0 }, 'topics'],
    ['toxicity as a list of labels', { toxicity: ['insult'] }, 'toxicity'],
    ['toxicity as a number', { toxicity: 1 }, 'toxicity'],
    ['sexual content', { nsfw: 1 }, 'nsfw'],
    ['bias', { bias: 1 }, 'bias'],
    ['a sponge attack', { sponge_attack: 1 }, 'sponge'],
  ])('reads %s', async (_, summary, detector) => {
    vendor.answer = () => ({ body: { summary, details: {} } });
    expect(await inspect({})).toMatchObject([{ detector }]);
  });

  it('reports what was found and nothing else', async () => {
    vendor.answer = () => ({ body: { summary: { injection_attack: 0, toxicity: [], on_topic: 1, bias: 0, nsfw: 0 } } });
    expect(await inspect({})).toEqual([]);
    vendor.answer = () => ({ body: { summary: { bias: 1, nsfw: 1 } } });
    expect(await inspect({}, ['nsfw'])).toMatchObject([{ detector: 'nsfw' }]);
  });

  it('never repeats what the vendor explains', async () => {
    vendor.answer = () => ({
      body: { summary: { policy_violation: 1 }, details: { policy_violation: { explanation: 'says hunter2' } } },
    });
    expect(JSON.stringify(await inspect({}))).not.toContain('hunter2');
  });

  it('learns from the vendor’s redaction where personal data is', async () => {
    const content = { arguments: { note: 'Write to ada@example.org or +44 20 7946 0000.', n: 1 } };
    vendor.answer = ({ path, body }) => {
      if (path.endsWith('/policy/detect')) return { body: { summary: { pii: 1 } } };
      const text = String(body['text']);
      return {
        body: {
          text: text.replace('ada@example.org', '<EMAIL_ADDRESS_0>').replace('+44 20 7946 0000', '<PHONE_0>'),
          key: 'k1',
        },
      };
    };
    expect(await inspect({ content }, ['pii'])).toMatchObject([
      { detector: 'pii', rule: 'email-address', at: '/arguments/note', start: 9, end: 24 },
      { detector: 'pii', rule: 'phone', at: '/arguments/note', start: 28, end: 44 },
    ]);
    expect(vendor.seen[1]).toMatchObject({
      path: '/guardrails/pii',
      headers: { 'x-enkrypt-source-event': 'pii-redact' },
      body: { mode: 'request', key: 'null' },
    });
  });

  it('keeps a finding without a place where the redacted text does not fit', async () => {
    vendor.answer = ({ path }) =>
      path.endsWith('/pii') ? { body: { text: 'something else', key: 'k' } } : { body: { summary: { pii: 1 } } };
    const [found] = await inspect({}, ['pii']);
    expect(found).toMatchObject({ detector: 'pii' });
    expect(found?.start).toBeUndefined();
  });

  it('registers the tools of one list in one call, with all nine detectors named', async () => {
    vendor.answer = ({ body }) => ({
      body: (body['texts'] as string[]).map((text) => ({
        text,
        summary: { toxicity: text.includes('bad') ? ['insult'] : [] },
        details: {},
      })),
    });
    const tool = (name: string, more = {}) =>
      inspect({ phase: 'listing', content: { name, description: `does ${name}`, ...more } }, ['toxicity']);
    const found = await Promise.all([
      tool('good', {
        annotations: { destructiveHint: true },
        inputSchema: { properties: { q: { description: 'deep' } } },
      }),
      tool('bad'),
    ]);
    expect(found).toMatchObject([[], [{ detector: 'toxicity' }]]);
    expect(vendor.seen).toHaveLength(1);
    const { path, headers, body } = vendor.seen[0]!;
    expect([path, headers['x-enkrypt-source-event']]).toEqual(['/guardrails/batch/detect', 'server-registration']);
    expect(body['texts']).toEqual(['Tool: good - does good [DESTRUCTIVE]\ndeep', 'Tool: bad - does bad']);
    const detectors = body['detectors'] as Record<string, { enabled: boolean; banned_keywords?: string[] }>;
    expect(Object.keys(detectors)).toHaveLength(9);
    expect(Object.keys(detectors).filter((name) => detectors[name]?.enabled)).toEqual(['toxicity']);
    expect(detectors['keyword_detector']?.banned_keywords).toContain('enkrypt_mcp_config.json');
  });

  it('sends detectors of your own as they are', async () => {
    guardrail = await make({ serverDetectors: { injection_attack: { enabled: true, level: 3 } } });
    await inspect({ phase: 'server', content: { serverInfo: { name: 's' }, instructions: 'be good' } });
    expect(vendor.seen[0]?.body).toEqual({
      texts: ['MCP Server: s - be good\ns\nbe good'],
      detectors: { injection_attack: { enabled: true, level: 3 } },
    });
  });

  it('compares an answer with its request where the policy wants to know', async () => {
    vendor.answer = ({ path }) => {
      if (path.endsWith('/relevancy')) return { body: { summary: { relevancy_score: 0.9 } } };
      if (path.endsWith('/adherence')) return { body: { summary: { adherence_score: 0.9 } } };
      if (path.endsWith('/hallucination')) return { body: { summary: { is_hallucination: 1 } } };
      return { body: clean };
    };
    const found = await inspect(
      {
        phase: 'output',
        content: { content: [{ type: 'text', text: 'blue' }] },
        request: { arguments: { q: 'colour?' } },
      },
      ['relevancy', 'adherence', 'hallucination'],
    );
    expect(found.map(({ detector, score }) => [detector, Math.round(score * 10) / 10])).toEqual([
      ['relevancy', 0.9],
      ['adherence', 0.1],
      ['hallucination', 1],
    ]);
    const bodies = vendor.seen.slice(1).map(({ body }) => body);
    expect(bodies[0]).toEqual({ question: '{"q":"colour?"}', llm_answer: expect.stringContaining('blue') as unknown });
    expect(bodies[1]).toEqual({ context: '{"q":"colour?"}', llm_answer: expect.stringContaining('blue') as unknown });
    expect(bodies[2]).toEqual({
      request_text: '{"q":"colour?"}',
      response_text: expect.stringContaining('blue') as unknown,
      context: '',
    });
  });

  const failures: [string, StandInAnswer, string][] = [
    ['status 500', { status: 500, body: { summary: {} } }, 'guardrail_api_failed'],
    ['status 401', { status: 401, body: {} }, 'guardrail_unauthorized'],
    ['status 403', { status: 403, body: {} }, 'guardrail_unauthorized'],
    ['JSON without a summary', { body: { ok: true } }, 'guardrail_answer_invalid'],
    ['a summary that is none', { body: { summary: [] } }, 'guardrail_answer_invalid'],
    ['no JSON', { body: '<html>' }, 'guardrail_answer_invalid'],
    ['an error in its answer', { body: { error: 'quota', summary: {} } }, 'guardrail_api_failed'],
    ['a connection that breaks', 'hang up', 'guardrail_network_failed'],
  ];
  it.each(failures)('fails at %s, in both directions', async (_, answer, code) => {
    vendor.answer = () => answer;
    for (const phase of ['input', 'output'] as const) await expect(inspect({ phase })).rejects.toMatchObject({ code });
  });
  it.each(failures)('fails at %s, for definitions and servers', async (_, answer, code) => {
    vendor.answer = () =>
      typeof answer === 'object' && typeof answer.body === 'object' ? { ...answer, body: [answer.body] } : answer;
    for (const phase of ['listing', 'server'] as const)
      await expect(inspect({ phase })).rejects.toMatchObject({ code });
  });
  it('fails where a batch is answered in part', async () => {
    vendor.answer = () => ({ body: [] });
    await expect(inspect({ phase: 'listing' })).rejects.toMatchObject({ code: 'guardrail_answer_invalid' });
  });

  it('leaves the vendor alone after it failed five times in a row', async () => {
    vendor.answer = () => ({ status: 503, body: {} });
    for (let count = 0; count < 8; count += 1) await inspect({}).catch(() => undefined);
    expect(vendor.seen).toHaveLength(5);
    await expect(inspect({})).rejects.toMatchObject({ code: 'guardrail_api_failed' });
  });

  it.each([
    [{ policy: '' }, 'policy'],
    [{ baseUrl: 'http://api.example.com' }, 'must be https'],
    [{ apiKey: undefined }, 'apiKey'],
    [{ polcy: 'x' }, 'polcy'],
  ])('refuses to be made with %j', async (more, named) => {
    await expect(make(more)).rejects.toThrow(named);
  });
});
