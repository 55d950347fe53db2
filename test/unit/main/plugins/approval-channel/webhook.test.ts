import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hold } from '../../../../../shared/model/approval';
import { approvalWebhook } from '../../../../../main/plugins/approval-channel/webhook';
import { createRegistry } from '../../../../../main/plugins/registry';
import { pluginContext } from '../../../../support/plugin-context';
import { openStandIn, type StandIn } from '../../../../support/stand-in';

const HOLD: Hold = {
  id: 'ABCDEF',
  seq: 7,
  group: 'g',
  createdAt: 0,
  deadline: 45_000,
  client: { keyId: 'key-a', projectId: 'p', userId: 'u' },
  server: 'office',
  method: 'tools/call',
  tool: { name: 'wipe', definitionHash: 'h', firstUse: true, changedSinceGrant: false, annotations: {} },
  reasons: [],
  direction: 'request',
  content: { arguments: { password: '••••' } },
  masked: ['/arguments/password'],
  lastAllowed: { arguments: { text: 'former' } },
  contentHash: 'fingerprint',
  state: 'pending',
  scopes: ['once', 'always-deny'],
};

let service: StandIn;
beforeEach(async () => {
  service = await openStandIn(() => ({ body: { id: 'ABCDEF', verdict: 'allow' } }));
});
afterEach(() => service.stop());

const make = (more: object = {}) =>
  createRegistry([approvalWebhook]).create(
    'approval-channel',
    { use: 'webhook', options: { url: `${service.url}/ask`, secret: '${env:KEY}', ...more } },
    pluginContext({
      resolve: (text) => Promise.resolve(text.replace('${env:KEY}', 'the-key')),
      now: () => 1_700_000_000_500,
    }),
  );
const ask = async (signal = AbortSignal.timeout(5_000)) => (await make()).ask(HOLD, signal);

describe('a service that is asked about calls', () => {
  it('is posted what people see, signed, and nothing else', async () => {
    const channel = await make({ headers: { 'X-Team': 'a ${env:KEY}' } });
    expect(await channel.ask(HOLD, AbortSignal.timeout(5_000))).toEqual({ verdict: 'allow' });
    const [{ path, headers, body, raw }] = service.seen as [StandIn['seen'][number]];
    expect(path).toBe('/ask');
    const { id, deadline, client, server, method, tool, reasons, direction, content, scopes } = HOLD;
    expect(body).toEqual({ id, deadline, client, server, method, tool, reasons, direction, content, scopes });
    const signature = createHmac('sha256', 'the-key').update(`1700000000.${raw}`).digest('hex');
    expect(headers).toMatchObject({ 'x-signature': `t=1700000000,v1=${signature}`, 'x-team': 'a the-key' });
  });

  it('may say how far it reaches, why, and who decided', async () => {
    const said = { verdict: 'deny', scope: 'always-deny', note: 'no', by: 'Ada' };
    service.answer = () => ({ body: { id: 'ABCDEF', ...said } });
    expect(await ask()).toEqual(said);
  });

  it.each([
    ['another question', { body: { id: 'OTHERS', verdict: 'allow' } }],
    ['no question', { body: { verdict: 'allow' } }],
    ['a word of its own', { body: { id: 'ABCDEF', verdict: 'allowed' } }],
    ['more than is asked', { body: { id: 'ABCDEF', verdict: 'allow', tellAgent: true } }],
    ['a scope that there is not', { body: { id: 'ABCDEF', verdict: 'allow', scope: 'forever' } }],
    ['a long note', { body: { id: 'ABCDEF', verdict: 'allow', note: 'x'.repeat(501) } }],
    ['too much', { body: { id: 'ABCDEF', verdict: 'allow', note: 'x'.repeat(70_000) } }],
    ['no JSON', { body: 'allow' }],
    ['a redirect', { status: 302, body: { id: 'ABCDEF', verdict: 'allow' } }],
    ['an error', { status: 500, body: { id: 'ABCDEF', verdict: 'allow' } }],
    ['a missing page', { status: 404, body: { id: 'ABCDEF', verdict: 'allow' } }],
    ['nothing', 'hang up' as const],
  ])('that answers %s decides nothing', async (_, answer) => {
    service.answer = () => answer;
    await expect(ask()).rejects.toThrow();
  });

  it('is left when the question is taken back', async () => {
    service.answer = () => 'silence';
    const controller = new AbortController();
    const asked = ask(controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(asked).rejects.toThrow(/abort/);
  });

  it('has a secret, or is not asked at all', async () => {
    await expect(make({ secret: undefined })).rejects.toThrow('secret');
    await expect(make({ headers: { 'bad header': 'x' } })).rejects.toThrow('headers');
  });
});
