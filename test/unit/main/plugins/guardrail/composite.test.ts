import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { DetectorName } from '../../../../../shared/model/detectors';
import type { Inspection } from '../../../../../main/gateway/ports/guardrail';
import { definePlugin } from '../../../../../main/gateway/ports/plugin';
import { composite } from '../../../../../main/plugins/guardrail/composite';
import { customKeyword } from '../../../../../main/plugins/guardrail/custom-keyword';
import { askGuardrail, makeGuardrail } from '../../../../support/asked-guardrail';

type Scores = Partial<Record<DetectorName, number>>;

/** A provider that reports the scores it is told, of what is wanted. */
function member(name: string, can: readonly DetectorName[], scores: Scores | 'fails') {
  const asked = vi.fn<(inspection: Inspection) => void>();
  const plugin = definePlugin({
    kind: 'guardrail',
    name,
    title: name,
    options: z.unknown(),
    create: () => ({
      phases: new Set(['input'] as const),
      detectors: new Set(can),
      inspect(inspection) {
        asked(inspection);
        if (scores === 'fails') throw new Error('out of order');
        const found = (Object.entries(scores) as [DetectorName, number][]).filter(([one]) =>
          inspection.wanted?.has(one),
        );
        const facts = { rule: name, severity: 'high', message: name } as const;
        return { action: 'report', findings: found.map(([detector, score]) => ({ detector, score, ...facts })) };
      },
    }),
  });
  return { plugin, asked };
}

const BOTH: readonly DetectorName[] = ['toxicity', 'nsfw'];
async function judge(options: object, members: readonly ReturnType<typeof member>[], wanted?: readonly DetectorName[]) {
  const guardrails = members.map(({ plugin: { name } }, index) => ({ use: name, weight: index === 0 ? 3 : 1 }));
  const plugins = [composite, ...members.map(({ plugin }) => plugin)];
  const found = await askGuardrail(await makeGuardrail(plugins, 'composite', { guardrails, ...options }), {}, wanted);
  return found.map(({ rule, detector, score }) => `${rule} ${detector} ${score}`);
}

describe('composite', () => {
  it('any: finds what one of them finds', async () => {
    const members = [member('a', BOTH, { toxicity: 0.9 }), member('b', BOTH, { nsfw: 0.8 })];
    expect(await judge({ logic: 'any' }, members)).toEqual(['a toxicity 0.9', 'b nsfw 0.8']);
  });

  it('all: finds what all who look for it find', async () => {
    const members = [member('a', BOTH, { toxicity: 0.9, nsfw: 0.9 }), member('b', BOTH, { toxicity: 0.8, nsfw: 0.1 })];
    expect(await judge({ logic: 'all' }, members)).toEqual(['a toxicity 0.9', 'b toxicity 0.8']);
    const alone = [member('a', ['toxicity'], {}), member('b', BOTH, { nsfw: 0.9 })];
    expect(await judge({ logic: 'all' }, alone)).toEqual(['b nsfw 0.9']);
  });

  it('all: does not ask where the answer cannot matter', async () => {
    const members = [member('a', ['toxicity'], {}), member('b', ['toxicity'], { toxicity: 1 })];
    expect(await judge({ logic: 'all' }, members)).toEqual([]);
    expect(members[1]?.asked).not.toHaveBeenCalled();
  });

  it('weighted: weighs those who look for it', async () => {
    const members = [member('a', BOTH, { toxicity: 0.8 }), member('b', BOTH, { nsfw: 1 })];
    expect(await judge({ logic: 'weighted' }, members)).toEqual(['a toxicity 0.6000000000000001']);
    const alone = [member('a', ['toxicity'], {}), member('b', BOTH, { nsfw: 1 })];
    expect(await judge({ logic: 'weighted', threshold: 0.9 }, alone)).toEqual(['b nsfw 1']);
  });

  it('asks members only about what is wanted', async () => {
    const members = [member('a', ['toxicity'], { toxicity: 1 }), member('b', ['nsfw'], { nsfw: 1 })];
    expect(await judge({ logic: 'any' }, members, ['nsfw'])).toEqual(['b nsfw 1']);
    expect(members[0]?.asked).not.toHaveBeenCalled();
  });

  it.each(['any', 'all', 'weighted'])('%s: fails when a member does, whatever the others say', async (logic) => {
    const members = [member('a', BOTH, { toxicity: 1, nsfw: 1 }), member('b', BOTH, 'fails')];
    await expect(judge({ logic }, members)).rejects.toThrow('out of order');
  });

  it('refuses members that decide by themselves, that nobody knows, or that are alone', async () => {
    const make = (guardrails: object[]) =>
      makeGuardrail([composite, customKeyword], 'composite', { logic: 'any', guardrails });
    const words = { use: 'custom-keyword', options: { words: ['x'] } };
    await expect(make([words, words])).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(make([{ use: 'custom-keywrod' }, words])).rejects.toMatchObject({ code: 'unknown_provider' });
    await expect(make([words])).rejects.toMatchObject({ code: 'config_invalid' });
  });
});
