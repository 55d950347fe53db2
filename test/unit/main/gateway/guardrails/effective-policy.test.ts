import { describe, expect, it } from 'vitest';
import { GatewayConfig, type GatewayConfigInput } from '../../../../../shared/config/gateway-config';
import type { Policy } from '../../../../../shared/config/policy';
import { actionFor, mergePolicy, type EffectivePolicy } from '../../../../../main/gateway/guardrails/effective-policy';
import { createPolicies, policyLevels } from '../../../../../main/gateway/guardrails/policies';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import { PLACE } from '../../../../support/panel-of';

const merged = (...policies: Policy[]): EffectivePolicy =>
  mergePolicy(policies.map((policy, index) => ({ origin: `level ${index}`, policy })));
const finding = (more: Partial<DetectedFinding> = {}): DetectedFinding => ({
  detector: 'pii',
  rule: 'email',
  severity: 'medium',
  score: 0.9,
  message: 'an e-mail address',
  ...more,
});

describe('mergePolicy', () => {
  it('does nothing about what nobody speaks of', () => {
    const policy = merged({});
    expect(actionFor(policy, finding(), 'input')).toBe('off');
    expect(policy.wanted.input.size).toBe(0);
  });

  it('takes an action for every phase or for one', () => {
    const policy = merged({ detectors: { pii: { action: { output: 'redact' } }, secrets: { action: 'block' } } });
    expect(actionFor(policy, finding(), 'output')).toBe('redact');
    expect(actionFor(policy, finding(), 'input')).toBe('off');
    expect([...policy.wanted.input]).toEqual(['secrets']);
  });

  it('lets an action that is named replace what less specific levels narrowed and hardened', () => {
    const shipped: Policy = {
      detectors: { pii: { action: 'flag', severity: 'high', escalate: { from: 'critical', action: 'block' } } },
    };
    expect(actionFor(merged(shipped), finding(), 'input')).toBe('off');
    expect(actionFor(merged(shipped), finding({ severity: 'critical' }), 'input')).toBe('block');
    const told = merged(shipped, { detectors: { pii: { action: { input: 'redact' } } } });
    expect(actionFor(told, finding(), 'input')).toBe('redact');
    expect(actionFor(told, finding({ severity: 'critical' }), 'input')).toBe('redact');
    expect(actionFor(told, finding(), 'output')).toBe('off');
    expect(told.detectors.get('pii')?.decisions).toMatchObject({
      input: { origin: 'level 1' },
      output: { origin: 'level 0' },
    });
  });

  it('lets what only refines refine', () => {
    const shipped: Policy = { detectors: { pii: { action: 'flag' } } };
    const strict = merged(shipped, { detectors: { pii: { threshold: 0.95 } } });
    expect(actionFor(strict, finding(), 'input')).toBe('off');
    expect(actionFor(strict, finding({ score: 0.95 }), 'input')).toBe('flag');
    const grave = merged(shipped, { detectors: { pii: { severity: 'high' } } });
    expect(actionFor(grave, finding(), 'input')).toBe('off');
  });

  it.each<[object, string, string]>([
    [{ phases: ['output'] }, 'off', 'flag'],
    [{ direction: 'to-server' }, 'flag', 'off'],
    [{ direction: 'to-client' }, 'off', 'flag'],
    [{ direction: 'both' }, 'flag', 'flag'],
  ])('looks only where %j says', (says, input, output) => {
    const policy = merged({ detectors: { pii: { action: 'flag', ...says } } });
    expect([actionFor(policy, finding(), 'input'), actionFor(policy, finding(), 'output')]).toEqual([input, output]);
  });

  it('takes mode and redaction from the most specific level that speaks of them', () => {
    const policy = merged(
      { mode: 'monitor', redaction: { restoreInArguments: 'never' } },
      { redaction: { restoreInAnswers: false } },
    );
    expect(policy).toMatchObject({ mode: 'monitor', restoreInArguments: 'never', restoreInAnswers: false });
  });
});

const config = (): GatewayConfig =>
  GatewayConfig.parse({
    version: 1,
    policy: { detectors: { pii: { action: 'flag' } } },
    projects: { p: { name: 'P', policy: { detectors: { pii: { action: 'redact' } } } }, q: { name: 'Q' } },
    configs: {
      c: {
        name: 'C',
        servers: {
          s: {
            command: 'x',
            policy: { detectors: { pii: { action: 'ask' } } },
            toolPolicies: { t: { detectors: { pii: { action: 'block' } } } },
          },
          other: { command: 'x' },
        },
      },
    },
  } satisfies GatewayConfigInput);

describe('createPolicies', () => {
  const policies = createPolicies(config());
  const action = (place: object) => actionFor(policies({ ...PLACE, ...place }), finding(), 'input');

  it.each([
    [{ projectId: 'q', server: 'other' }, 'flag'],
    [{ server: 'other' }, 'redact'],
    [{}, 'ask'],
    [{ tool: 't' }, 'block'],
    [{ tool: 'constructor' }, 'ask'],
    [{ server: 'other', tool: 't' }, 'redact'],
  ])('lets the most specific level win at %j', (place, expected) => expect(action(place)).toBe(expected));

  it('names the levels that speak', () => {
    const origins = policyLevels(config(), { ...PLACE, tool: 't' }).map(({ origin }) => origin);
    expect(origins).toEqual(['shipped', 'global', 'project p', 'server s', 'tool s · t']);
  });

  it('merges once for places that nothing tells apart', () => {
    expect(policies({ ...PLACE, tool: 'a' })).toBe(policies({ ...PLACE, tool: 'b' }));
    expect(policies({ ...PLACE, tool: 'a' })).not.toBe(policies({ ...PLACE, tool: 't' }));
  });

  it('replaces nothing for the gateway itself, from which nothing leaves', () => {
    expect(actionFor(policies({ ...PLACE, server: 'gateway' }), finding(), 'input')).toBe('flag');
  });
});
