import { describe, expect, it, vi } from 'vitest';
import { Timeouts } from '../../../../../shared/config/timeouts';
import type { Policy } from '../../../../../shared/config/policy';
import { ALLOW, type DetectedFinding, type Verdict } from '../../../../../shared/model/verdict';
import { runGuardrails } from '../../../../../main/gateway/guardrails/run-guardrails';
import type { Guardrail, Inspection } from '../../../../../main/gateway/ports/guardrail';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import { objecting } from '../../../../support/judging-plugin';
import { active, panelOf } from '../../../../support/panel-of';
import { silentLog } from '../../../../support/scripted-upstream';

type Inspect = (inspection: Inspection, signal: AbortSignal) => unknown;
const timeouts = createTimeoutManager(Timeouts.parse({ guardrail: 0.1 }), silentLog);

const phases = new Set(['server', 'listing', 'input', 'output']);
const judge = (name: string, inspect: Inspect, entry: object = {}) =>
  active(name, { phases, inspect } as unknown as Guardrail, entry);
/** One whose reports are put to the policy. */
const reporter = (name: string, inspect: Inspect, entry: object = {}) =>
  active(name, { phases, inspect, detectors: new Set(['secrets', 'injection']) } as unknown as Guardrail, entry);

const run = (
  guardrails: readonly ReturnType<typeof judge>[],
  {
    content = { a: 'x' } as unknown,
    phase = 'input' as Inspection['phase'],
    signal = new AbortController().signal,
    policy = {} as Policy,
  } = {},
) =>
  runGuardrails({
    panel: panelOf(guardrails, phase, policy),
    replace: ({ rule, value }) => `<${rule}:${value.length}>`,
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

const secret = (more: Partial<DetectedFinding> = {}): DetectedFinding => ({
  detector: 'secrets',
  rule: 'token',
  severity: 'high',
  score: 1,
  message: 'a token',
  at: '/a',
  start: 2,
  end: 5,
  ...more,
});
const reporting =
  (...findings: DetectedFinding[]): Inspect =>
  () => ({ action: 'report', findings });

describe('runGuardrails, reports', () => {
  it('replaces what the policy wants replaced, overlapping findings as one', async () => {
    const found = reporting(secret({ start: 4, end: 6, rule: 'other' }), secret());
    const result = await run([reporter('g', found)], { content: { a: 'x KEY z', b: 1 } });
    expect(result).toMatchObject({ action: 'redact', content: { a: 'x <token:4>z', b: 1 } });
    expect(result.records).toMatchObject([
      { action: 'redact', provider: 'g', findings: [{ rule: 'other' }, { start: 2 }] },
    ]);
    expect(JSON.stringify(result.records)).not.toContain('KEY');
  });

  it('takes what the policy turned off, or what scores too low, for nothing', async () => {
    const off = { detectors: { secrets: { action: 'off' } } } as const;
    expect(await run([reporter('g', reporting(secret()))], { policy: off })).toMatchObject({ action: 'allow' });
    expect(await run([reporter('g', reporting(secret({ score: 0.4 })))])).toMatchObject({
      action: 'allow',
      findings: [],
    });
  });

  it('does not ask a guardrail of which nothing is wanted', async () => {
    const inspect = vi.fn(reporting());
    const off = { detectors: { secrets: { action: 'off' }, injection: { action: 'off' } } } as const;
    expect((await run([reporter('g', inspect)], { policy: off })).records).toEqual([]);
    expect(inspect).not.toHaveBeenCalled();
  });

  it('tells a guardrail what is wanted of it, and no more', async () => {
    const inspect = vi.fn(reporting());
    await run([reporter('g', inspect)], { policy: { detectors: { injection: { action: 'off' } } } });
    expect(inspect.mock.calls[0]?.[0].wanted).toEqual(new Set(['secrets']));
  });

  it('escalates by severity', async () => {
    const grave = secret({ detector: 'injection', severity: 'critical' });
    expect(await run([reporter('g', reporting(grave))], { phase: 'output' })).toMatchObject({ action: 'block' });
    expect(await run([reporter('g', reporting(grave))], { phase: 'input' })).toMatchObject({ action: 'flag' });
  });

  it.each([
    ['has no place', { at: undefined }],
    ['has no offsets', { start: undefined }],
    ['is in the name of a member', { isKey: true }],
  ] as const)('blocks what should be replaced but %s', async (_, more) => {
    const finding = JSON.parse(JSON.stringify(secret(more as Partial<DetectedFinding>))) as DetectedFinding;
    const result = await run([reporter('g', reporting(finding))], { content: { a: 'x KEY z' } });
    expect(result).toMatchObject({ action: 'block', content: { a: 'x KEY z' } });
  });

  it('never points through a member whose name holds what was found', async () => {
    const inName = secret({ at: '/b/KEY', isKey: true });
    const below = secret({ at: '/b/KEY/0' });
    const result = await run([reporter('g', reporting(inName, below))], { content: { b: { KEY: ['x KEY z'] } } });
    expect(JSON.stringify([result.findings, result.records, result.refusal?.detail])).not.toContain('KEY');
  });

  it('only records where the policy only monitors', async () => {
    const policy = { mode: 'monitor' } as const;
    const judges = [reporter('g', reporting(secret())), judge('h', () => objecting('block'))];
    const result = await run(judges, { content: { a: 'x KEY z' }, policy });
    expect(result).toMatchObject({ action: 'flag', content: { a: 'x KEY z' } });
    expect(result.refusal).toBeUndefined();
    expect(result.records).toMatchObject([
      { action: 'redact', monitored: true },
      { action: 'block', monitored: true },
    ]);
    const broken = await run([judge('b', () => undefined)], { policy });
    expect(broken).toMatchObject({ action: 'flag', records: [{ action: 'failed-closed', monitored: true }] });
  });

  it('lets a failure pass only where all that it looks for may pass', async () => {
    const failing = reporter('g', () => undefined);
    const one = { detectors: { secrets: { onFailure: 'open' } } } as const;
    const all = { detectors: { secrets: { onFailure: 'open' }, injection: { onFailure: 'open' } } } as const;
    expect(await run([failing], { policy: one })).toMatchObject({ action: 'block' });
    expect(await run([failing], { policy: all })).toMatchObject({ action: 'flag' });
  });
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

  it('takes an answer that is there at once, and asks on where there is none', async () => {
    const inspect = vi.fn(() => objecting('block'));
    const prompt = (answer: unknown) =>
      active('g', { phases, inspect, inspectNow: () => answer } as unknown as Guardrail, {});
    expect(await run([prompt(objecting('flag'))])).toMatchObject({ action: 'flag' });
    expect(inspect).not.toHaveBeenCalled();
    expect(await run([prompt(undefined)])).toMatchObject({ action: 'block' });
    expect(await run([prompt({ action: 'perhaps' })])).toMatchObject({ refusal: { code: 'guardrail_unavailable' } });
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
    const hang = reporter('hang', (_inspection, _signal) => new Promise(() => undefined));
    const limited = await run([hang], { policy: { detectors: { secrets: { timeout: 0.03 } } } });
    expect(limited.refusal?.message).toContain('30 ms');
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
