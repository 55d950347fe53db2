import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { createTimeoutManager, timeoutConfig } from '../../../../../main/gateway/timeouts/timeout-manager';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(limits: Parameters<typeof Timeouts.parse>[0] = {}) {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { lines, manager: createTimeoutManager(Timeouts.parse(limits), log) };
}

const never = <T>() => new Promise<T>(() => undefined);
const { signal } = new AbortController();
const onTimeout = (ms: number) => new Error(`after ${ms}`);

describe('track', () => {
  it('escalates at 0.8, 1.0 and 1.2 of the limit while the operation runs', () => {
    const { manager, lines } = open({ tool_execution: 10 });
    const reached = vi.fn();
    const operation = manager.track('tool_execution', { label: 'x', onTimeout: reached });
    vi.advanceTimersByTime(7_999);
    expect(lines).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(manager.activeOperations()).toMatchObject([{ level: 'warn', limitMs: 10_000, label: 'x' }]);
    expect(reached).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(reached).toHaveBeenCalledExactlyOnceWith(10_000);
    vi.advanceTimersByTime(2_000);
    expect(manager.metrics().escalation_counts).toEqual({ normal: 0, warn: 1, timeout: 1, fail: 1 });
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['warn', 'error', 'error']);
    operation.complete('timeout');
    vi.advanceTimersByTime(100_000);
    expect(manager.metrics()).toMatchObject({ timeout_operations: 1, active_operations: 0 });
  });

  it('counts how operations end, each once', () => {
    const { manager } = open();
    expect(manager.metrics()).toMatchObject({ total_operations: 0, success_rate: 1 });
    const outcomes = ['success', 'success', 'failure', 'timeout', 'cancelled'] as const;
    for (const outcome of outcomes) {
      const operation = manager.track('default');
      operation.complete(outcome);
      operation.complete('success');
    }
    manager.track('default');
    expect(manager.metrics()).toEqual({
      total_operations: 6,
      successful_operations: 2,
      failed_operations: 1,
      timeout_operations: 1,
      cancelled_operations: 1,
      escalation_counts: { normal: 5, warn: 0, timeout: 0, fail: 0 },
      success_rate: 0.4,
      adaptive_hints: [],
      recent_escalations: [],
      active_operations: 1,
    });
  });

  it('gives every operation an id of its own, and takes a limit of its own', () => {
    const { manager } = open();
    const ids = [manager.track('auth', { limitMs: 5 }), manager.track('auth')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(manager.activeOperations().map(({ limitMs }) => limitMs)).toEqual([5, 10_000]);
  });

  it('keeps the limits that an operation began with', () => {
    const { manager } = open({ default: 10 });
    const reached = vi.fn();
    manager.track('default', { onTimeout: reached });
    vi.advanceTimersByTime(5_000);
    manager.useLimits(Timeouts.parse({ default: 1, escalation: { warn: 0.1, timeout: 0.2, fail: 0.3 } }));
    expect(manager.getTimeoutMs('default')).toBe(1_000);
    vi.advanceTimersByTime(4_999);
    expect(reached).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(reached).toHaveBeenCalledOnce();
  });

  it('does not take a limit beyond what a timer can hold for none', () => {
    const { manager } = open({ default: 86_400, escalation: { warn: 0.8, timeout: 1, fail: 1_000 } });
    manager.track('default');
    vi.advanceTimersByTime(86_400_000 + 1_000);
    expect(manager.activeOperations()).toMatchObject([{ level: 'timeout' }]);
  });
});

describe('limit', () => {
  it('settles like the work', async () => {
    const { manager } = open();
    await expect(manager.limit('cache', Promise.resolve(0), { signal, onTimeout })).resolves.toBe(0);
    const failing = manager.limit('cache', Promise.reject(new Error('broken')), { signal, onTimeout });
    await expect(failing).rejects.toThrow('broken');
    expect(manager.metrics()).toMatchObject({ successful_operations: 1, failed_operations: 1, success_rate: 0.5 });
  });

  it('rejects at the limit', async () => {
    const { manager } = open({ cache: 2 });
    const waiting = expect(manager.limit('cache', never(), { signal, onTimeout })).rejects.toThrow('after 2000');
    vi.advanceTimersByTime(2_000);
    await waiting;
    expect(manager.metrics()).toMatchObject({ timeout_operations: 1, active_operations: 0 });
  });

  it('rejects with the reason of the signal, and leaves no listener on it', async () => {
    const { manager } = open();
    const controller = new AbortController();
    const waiting = manager.limit('cache', never(), { signal: controller.signal, onTimeout });
    controller.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(manager.metrics()).toMatchObject({ cancelled_operations: 1 });
  });

  it('takes the later failure of work that nobody waits for, so that it does not end the process', async () => {
    const { manager } = open();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let fail: (reason: Error) => void = () => undefined;
    const work = new Promise<never>((_, reject) => (fail = reject));
    const aborted = AbortSignal.abort(new Error('gone'));
    await expect(manager.limit('guardrail', work, { signal: aborted, onTimeout })).rejects.toThrow('gone');
    fail(new Error('too late'));
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('cancel', () => {
  it('ends a running operation once', async () => {
    const { manager } = open();
    const waiting = expect(manager.limit('discovery', never(), { signal, onTimeout })).rejects.toThrow('operator');
    const id = manager.activeOperations()[0]?.id ?? '';
    expect(manager.cancel(id)).toBe(true);
    await waiting;
    expect(manager.cancel(id)).toBe(false);
    expect(manager.cancel('no-such-1')).toBe(false);
    expect(manager.metrics()).toMatchObject({ cancelled_operations: 1, active_operations: 0 });
  });
});

describe('timeoutConfig', () => {
  it('names the seven limits in seconds', () => {
    expect(timeoutConfig(Timeouts.parse({}))).toEqual({
      default_timeout: 30,
      guardrail_timeout: 15,
      auth_timeout: 10,
      tool_execution_timeout: 60,
      discovery_timeout: 20,
      cache_timeout: 5,
      connectivity_timeout: 2,
    });
  });
});
