import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhook } from '../../../../../main/plugins/guardrail/webhook';
import { askGuardrail, makeGuardrail } from '../../../../support/asked-guardrail';
import { openStandIn, type StandIn } from '../../../../support/stand-in';

const finding = { detector: 'policy-violation', rule: 'house', severity: 'high', score: 1, message: 'not here' };
let service: StandIn;
beforeEach(async () => {
  service = await openStandIn(() => ({ body: { findings: [] } }));
});
afterEach(() => service.stop());
const make = (more: object = {}) => makeGuardrail([webhook], 'webhook', { url: `${service.url}/judge`, ...more });

describe('webhook', () => {
  it('is posted what is judged, signed so that the receiver can check it', async () => {
    const guardrail = await make({ secret: '${env:KEY}', headers: { 'X-Team': 'a ${env:KEY}' } });
    await askGuardrail(guardrail, { phase: 'output', name: 'read', content: { a: 'ü' } });
    const [{ path, headers, body, raw }] = service.seen as [StandIn['seen'][number]];
    expect(path).toBe('/judge');
    expect(body).toEqual({
      phase: 'output',
      server: 's',
      method: 'tools/call',
      name: 'read',
      content: { a: 'ü' },
      detectors: ['policy-violation'],
    });
    const signature = createHmac('sha256', 'the-key').update(`1700000000.${raw}`).digest('hex');
    expect(headers).toMatchObject({ 'x-signature': `t=1700000000,v1=${signature}`, 'x-team': 'a the-key' });
  });

  it('has its findings put to the policy', async () => {
    const placed = { ...finding, at: '/a', start: 0, end: 1 };
    service.answer = () => ({ body: { findings: [finding, placed] } });
    expect(await askGuardrail(await make())).toEqual([finding, placed]);
  });

  it('looks only where it is told to', async () => {
    const guardrail = await make({ phases: ['input'], detectors: ['pii', 'secrets'] });
    expect([[...guardrail.phases], [...(guardrail.detectors ?? [])]]).toEqual([['input'], ['pii', 'secrets']]);
  });

  it.each([
    [{ status: 500, body: { findings: [] } }, 'guardrail_api_failed'],
    [{ body: {} }, 'guardrail_answer_invalid'],
    [{ body: { findings: [{ ...finding, detector: 'mood' }] } }, 'guardrail_answer_invalid'],
    [{ body: { findings: [], verdict: 'fine' } }, 'guardrail_answer_invalid'],
    ['hang up' as const, 'guardrail_network_failed'],
  ])('fails at %j', async (told, code) => {
    service.answer = () => told;
    await expect(askGuardrail(await make())).rejects.toMatchObject({ code });
  });
});
