import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import { openStandIn, type SeenRequest, type StandIn, type StandInAnswer } from '../support/stand-in';
import { fixture, openTestHouse, type TestHouse } from '../support/test-house';

type Entry = NonNullable<GatewayConfigInput['guardrails']>[number];
type Policy = NonNullable<GatewayConfigInput['policy']>;

/** What no provider lets pass. The stand-ins know it by sight. */
const EVIL = 'the pelican flies at midnight';
const record = join(tmpdir(), `smg-providers-${process.pid}.jsonl`);
let house: TestHouse | undefined;
let service: StandIn | undefined;

afterEach(async () => {
  await house?.stop();
  await service?.stop();
  house = undefined;
  service = undefined;
  await rm(record, { force: true });
});

const isEvil = ({ raw }: SeenRequest) => raw.includes(EVIL);
const nonceOf = ({ raw }: SeenRequest) => /BEGIN (\w{32})/.exec(raw)?.[1];
const block = (name: string): Policy => ({ detectors: { [name]: { action: 'block' } } });

interface Provider {
  readonly entry: (url: string) => Entry;
  readonly policy: Policy;
  readonly answer: (request: SeenRequest) => StandInAnswer;
}
const PROVIDERS: Record<string, Provider> = {
  local: {
    entry: () => ({ name: 'g', use: 'local', options: { bannedKeywords: [EVIL] } }),
    policy: block('banned-keywords'),
    answer: () => ({ body: {} }),
  },
  'custom-keyword': {
    entry: () => ({ name: 'g', use: 'custom-keyword', options: { words: [EVIL] } }),
    policy: {},
    answer: () => ({ body: {} }),
  },
  enkrypt: {
    entry: (url) => ({ name: 'g', use: 'enkrypt', options: { apiKey: 'k', baseUrl: url, policy: 'P' } }),
    policy: block('injection'),
    answer(request) {
      const judged = (text: unknown) => ({ text, summary: { injection_attack: String(text).includes(EVIL) ? 1 : 0 } });
      const { texts, text } = request.body;
      return { body: Array.isArray(texts) ? texts.map(judged) : judged(text) };
    },
  },
  'openai-moderation': {
    entry: (url) => ({ name: 'g', use: 'openai-moderation', options: { apiKey: 'k', baseUrl: url } }),
    policy: block('toxicity'),
    answer: (request) => ({
      body: {
        results: [{ categories: { hate: isEvil(request) }, category_scores: { hate: isEvil(request) ? 0.9 : 0 } }],
      },
    }),
  },
  'llm-judge': {
    entry: (url) => ({
      name: 'g',
      use: 'llm-judge',
      options: { baseUrl: url, model: 'm', policyText: 'No pelicans.' },
    }),
    policy: {},
    answer(request) {
      const findings = isEvil(request) ? [{ detector: 'policy-violation', severity: 'high', score: 0.9 }] : [];
      return { body: { choices: [{ message: { content: JSON.stringify({ nonce: nonceOf(request), findings }) } }] } };
    },
  },
  webhook: {
    entry: (url) => ({ name: 'g', use: 'webhook', options: { url } }),
    policy: {},
    answer: (request) => ({
      body: {
        findings: isEvil(request)
          ? [{ detector: 'policy-violation', rule: 'pelican', severity: 'high', score: 1, message: 'a pelican' }]
          : [],
      },
    }),
  },
  composite: {
    entry: (url) => ({
      name: 'g',
      use: 'composite',
      options: {
        logic: 'all',
        guardrails: [
          { use: 'webhook', options: { url, detectors: ['banned-keywords'] } },
          { use: 'local', options: { bannedKeywords: [EVIL] } },
        ],
      },
    }),
    policy: block('banned-keywords'),
    answer: (request) => ({
      body: {
        findings: isEvil(request)
          ? [{ detector: 'banned-keywords', rule: 'pelican', severity: 'high', score: 1, message: 'a pelican' }]
          : [],
      },
    }),
  },
};

async function open({ entry, policy, answer }: Provider, more: { entry?: Partial<Entry>; poison?: string } = {}) {
  service = await openStandIn(answer);
  const { entry: changed = {}, poison } = more;
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs', { RECORD: record, ...(poison === undefined ? {} : { POISON: poison }) }) },
    config: { guardrails: [{ ...entry(service.url), ...changed } as Entry], policy },
  });
  return house;
}
const upstreamSaw = () => readFile(record, 'utf8').catch(() => '');
const initialize = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };
const sessions = new WeakMap<TestHouse, string>();

/** A call as bytes on the wire: what the client gets, nothing left out. */
async function call(one: TestHouse, name: string, args: object) {
  const session = sessions.get(one) ?? (await one.post(initialize)).headers.get('mcp-session-id') ?? '';
  sessions.set(one, session);
  const request = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
  return one.post(request, { headers: { 'mcp-session-id': session } });
}

describe.each(Object.entries(PROVIDERS))('%s', (name, provider) => {
  it('blocks a request before the upstream sees anything of it', async () => {
    const one = await open(provider, { entry: { phases: ['input'] } });
    expect((await call(one, 'rec__say', { text: 'good morning' })).body.result).not.toHaveProperty('isError');
    const refused = await call(one, 'rec__say', { text: `deep: ${EVIL}` });
    expect(refused.body.result).toMatchObject({ isError: true });
    expect(JSON.stringify(refused.body)).toContain('GUARD_004');
    expect(await upstreamSaw()).not.toContain('pelican');
  });

  it('withholds a result whose text is then nowhere in what the client gets', async () => {
    const one = await open(provider, { entry: { phases: ['output'] } });
    const withheld = await call(one, 'rec__say', { text: EVIL });
    expect(await upstreamSaw()).toContain('pelican');
    expect(withheld.body.result).toMatchObject({ isError: true });
    expect(JSON.stringify(withheld.body)).not.toContain('pelican flies');
  });

  it('says truthfully who judged and what was found', async () => {
    const one = await open(provider, { entry: { phases: ['input'] } });
    await call(one, 'rec__say', { text: EVIL });
    await call(one, 'rec__say', { text: 'hello' });
    const calls = (await one.activity()).filter(({ method }) => method === 'tools/call');
    const [bad, good] = calls.map(({ judgements }) => judgements.filter(({ phase }) => phase === 'input'));
    expect(bad).toMatchObject([{ guardrail: 'g', provider: name, action: 'block' }]);
    expect(bad?.[0]?.rules.length).toBeGreaterThan(0);
    expect(good).toMatchObject([{ guardrail: 'g', provider: name, action: 'allow', rules: [] }]);
    expect(JSON.stringify(calls)).not.toContain('pelican flies');
  });
});

const REMOTE = Object.entries(PROVIDERS).filter(([name]) => name !== 'local' && name !== 'custom-keyword');
const FAILURES: [string, StandInAnswer][] = [
  ['status 500', { status: 500, body: { summary: {} } }],
  ['status 401', { status: 401, body: {} }],
  ['an answer of another form', { body: { odd: true } }],
  ['no JSON', { body: 'oops' }],
  ['a broken connection', 'hang up'],
  ['silence', 'silence'],
];

// The base product's fail-mode table, every cell: what cannot be judged does not pass, unless the policy says so.
describe.each(REMOTE)('%s, when it fails', (_, provider) => {
  it.each(FAILURES)(
    'with %s: nothing passes in any phase, or all of it where the policy is open',
    async (__, failure) => {
      for (const phase of ['input', 'output', 'listing', 'server'] as const) {
        for (const onFailure of ['closed', 'open'] as const) {
          const one = await open(
            { ...provider, answer: () => failure },
            { entry: { phases: [phase], onFailure, timeout: 0.3 } },
          );
          const { body } = await call(one, 'rec__say', { text: 'harmless' });
          const saw = await upstreamSaw();
          if (onFailure === 'open') {
            expect(JSON.stringify(body)).toContain('You said: harmless');
            expect(JSON.stringify(await one.activity())).toContain('failed-open');
          } else {
            expect(JSON.stringify(body)).toMatch(/GUARD_00[56]/);
            expect(JSON.stringify(body)).not.toContain('You said');
            if (phase !== 'output') expect(saw).not.toContain('harmless');
            expect(JSON.stringify(await one.activity())).toContain('failed-closed');
          }
          await one.stop();
          await service?.stop();
          await rm(record, { force: true });
        }
      }
    },
  );
});
