import { describe, expect, it, vi } from 'vitest';
import { GuardrailEntry } from '../../../../../shared/config/gateway-config';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { ALLOW, type Verdict } from '../../../../../shared/model/verdict';
import { runGuardrails } from '../../../../../main/gateway/guardrails/run-guardrails';
import type { Guardrail, Inspection } from '../../../../../main/gateway/ports/guardrail';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import { objecting } from '../../../../support/judging-plugin';
import { silentLog } from '../../../../support/scripted-upstream';

type Inspect = (inspection: Inspection, signal: AbortSignal) => unknown;
const timeouts = createTimeoutManager(Timeouts.parse({ guardrail: 0.1 }), silentLog);

const judge = (name: string, inspect: Inspect, entry: object = {}) => ({
  entry: GuardrailEntry.parse({ name, use: name, ...entry }),
  guardrail: { phases: new Set(['input']), inspect } as unknown as Guardrail,
});

const run = (
  guardrails: readonly ReturnType<typeof judge>[],
  {
    content = { a: 'x' } as unknown,
    phase = 'input' as Inspection['phase'],
    signal = new AbortController().signal,
  } = {},
) =>
  runGuardrails({
    guardrails,
    inspection: { phase, server: 's', method: 'tools/call', name: 't', content },
    signal,
    timeouts,
    clock: () => performance.now(),
  });

const redacting = (at: string, value: string): Verdict => ({
  action: 'redact',
  findings: [{ rule: 'r', severity: 'low', message: 'm', at }],
  edits: [{ at, value }],
});
const hidden = (at: string): Verdict => ({
  action: 'block',
  findings: [{ rule: 'secret-rule', severity: 'high', message: 'a secret', at }],
});

describe('runGuardrails', () => {
  it('asks in order, each about what the ones before left', async () => {
    const seen: unknown[] = [];
    const look: Inspect = ({ content }) => {
      seen.push(content);
      return ALLOW;
    };
    const content = { a: 'x', b: 'y' };
    const result = await run(
      [
        judge('1', look),
        judge('2', () => redacting('/a', '*')),
        judge('3', look),
        judge('4', () => redacting('/b', '*')),
      ],
      { content },
    );
    expect(seen).toEqual([content, { a: '*', b: 'y' }]);
    expect(result).toMatchObject({ action: 'redact', content: { a: '*', b: '*' } });
    expect(result.records.map(({ guardrail, action }) => `${guardrail} ${action}`)).toEqual([
      '1 allow',
      '2 redact',
      '3 allow',
      '4 redact',
    ]);
    expect(content).toEqual({ a: 'x', b: 'y' });
  });

  it('gives back the same object when nobody edits', async () => {
    const content = { a: 'x' };
    expect((await run([judge('1', () => ALLOW)], { content })).content).toBe(content);
    expect((await run([], { content })).action).toBe('allow');
  });

  it('ends with the first block', async () => {
    const later = vi.fn();
    const result = await run([judge('1', () => objecting('block')), judge('2', later)]);
    expect(later).not.toHaveBeenCalled();
    expect(result).toMatchObject({ action: 'block', refusal: { code: 'blocked_by_guardrail' } });
  });

  it('lets the hardest opinion win', async () => {
    const result = await run([
      judge('1', () => objecting('ask')),
      judge('2', () => objecting('flag')),
      judge('3', () => Promise.resolve(ALLOW)),
    ]);
    expect(result).toMatchObject({ action: 'ask', findings: [{}, {}] });
    expect(result.refusal).toBeUndefined();
  });

  it.each<[string, Inspect]>([
    [
      'throws',
      () => {
        throw new Error('hunter2');
      },
    ],
    ['rejects', () => Promise.reject(new Error('hunter2'))],
    ['says nothing', () => undefined],
    ['says nonsense', () => ({ action: 'perhaps' })],
    ['blocks without a reason', () => ({ action: 'block', findings: [] })],
    ['answers with a thenable of its own', () => ({ then: () => undefined })],
    ['edits what is not there', () => redacting('/missing', '*')],
    ['edits what is no text', () => redacting('', '*')],
    ['edits an array by a name that is no index', () => redacting('/a/', '*')],
  ])('blocks when a guardrail %s, and does not say more than that', async (_, inspect) => {
    const result = await run([judge('g', inspect)]);
    expect(result).toMatchObject({ action: 'block', refusal: { code: 'guardrail_unavailable' } });
    expect(result.records).toMatchObject([{ action: 'failed-closed' }]);
    expect(result.refusal?.message).not.toContain('hunter2');
    const open = await run([judge('g', inspect, { onFailure: 'open' })]);
    expect(open).toMatchObject({ action: 'flag', records: [{ action: 'failed-open' }], content: { a: 'x' } });
    expect(open.refusal).toBeUndefined();
  });

  it('blocks when a guardrail misses its deadline, and tells it to stop', async () => {
    let told: AbortSignal | undefined;
    const slow = judge('slow', (_, signal) => {
      told = signal;
      return new Promise(() => undefined);
    });
    const result = await run([slow]);
    expect(result.refusal).toMatchObject({
      code: 'guardrail_timed_out',
      detail: { guardrail: 'slow', phase: 'input' },
    });
    expect(result.refusal?.message).toContain('100 ms');
    expect(told?.aborted).toBe(true);
    const own = await run([{ ...slow, entry: { ...slow.entry, timeout: 0.02 } }]);
    expect(own.refusal?.message).toContain('20 ms');
  });

  it('rejects when the client goes away, instead of judging', async () => {
    const controller = new AbortController();
    const running = run([judge('slow', () => new Promise(() => undefined), { onFailure: 'open' })], {
      signal: controller.signal,
    });
    controller.abort(new Error('gone'));
    await expect(running).rejects.toThrow('gone');
  });

  it.each([
    ['input', 'blocked_by_guardrail', true],
    ['output', 'blocked_by_guardrail', false],
    ['listing', 'tool_definition_blocked', false],
    ['server', 'server_blocked', false],
  ] as const)('in phase %s refuses with %s; tells the place: %s', async (phase, code, tellsPlace) => {
    const { refusal } = await run([judge('g', () => hidden('/a/b'))], { phase });
    expect(refusal).toMatchObject({ code, detail: { server: 's', tool: 't', guardrail: 'g', phase } });
    expect(JSON.stringify([refusal?.message, refusal?.detail]).includes('/a/b')).toBe(tellsPlace);
  });

  it('records rules, never what was found', async () => {
    const { records } = await run([judge('g', () => hidden('/a'))], { content: { a: 'the secret itself' } });
    expect(records).toMatchObject([{ guardrail: 'g', phase: 'input', action: 'block', rules: ['secret-rule'] }]);
    expect(JSON.stringify(records)).not.toContain('itself');
  });
});
