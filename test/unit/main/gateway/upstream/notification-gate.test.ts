import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RpcNotification } from '../../../../../shared/model/json-rpc';
import { createCounters } from '../../../../../main/gateway/limits/counters';
import { NotificationGate } from '../../../../../main/gateway/upstream/notification-gate';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(notificationsPerSecond = 20) {
  const told: string[] = [];
  const warned: string[] = [];
  const counters = createCounters();
  const log = { debug: () => 0, info: () => 0, error: () => 0, warn: (message: string) => void warned.push(message) };
  const emit = ({ method, params }: RpcNotification) =>
    void told.push(`${method} ${String(params?.['uri'] ?? '')}`.trim());
  const gate = new NotificationGate({ server: 'noisy', notificationsPerSecond, counters, log, emit });
  const say = (method: string, times = 1, params = {}) => {
    for (let i = 0; i < times; i++) gate.accept({ jsonrpc: '2.0', method: `notifications/${method}`, params });
  };
  return { gate, say, told, warned, counters };
}

describe('the notification gate', () => {
  it('tells of a changed list at once, and of further changes a quarter of a second later', () => {
    const { say, told } = open();
    say('tools/list_changed', 5);
    say('prompts/list_changed');
    expect(told).toEqual(['notifications/tools/list_changed', 'notifications/prompts/list_changed']);
    vi.advanceTimersByTime(250);
    expect(told).toHaveLength(3);
    vi.advanceTimersByTime(1_000);
    expect(told).toHaveLength(3);
  });

  it('lets a busy server speak, second after second', () => {
    const { say, told, warned } = open();
    for (let second = 0; second < 5; second++) {
      say('weather', 20);
      vi.advanceTimersByTime(1_000);
    }
    expect(told).toHaveLength(100);
    expect(warned).toEqual([]);
  });

  it('stops listening to a storm, says so once, and counts what it drops', () => {
    const { say, told, warned, counters } = open();
    say('weather', 5_000);
    expect(told).toHaveLength(20);
    expect(warned).toHaveLength(1);
    expect(counters.list()).toEqual([
      { event: 'server_muted', server: 'noisy', count: 1 },
      { event: 'notification_dropped', server: 'noisy', count: 4_980 },
    ]);
    vi.advanceTimersByTime(9_000);
    say('weather');
    expect(told).toHaveLength(20);
    vi.advanceTimersByTime(2_000);
    say('weather');
    expect(told).toHaveLength(21);
  });

  it('tells once, afterwards, what changed during the storm', () => {
    const { say, told } = open(1);
    say('weather', 2);
    say('tools/list_changed', 100);
    say('resources/updated', 50, { uri: 'a://1' });
    say('resources/updated', 50, { uri: 'a://2' });
    expect(told).toEqual(['notifications/weather']);
    vi.advanceTimersByTime(10_000);
    expect(told.slice(1)).toEqual([
      'notifications/tools/list_changed',
      'notifications/resources/updated a://1',
      'notifications/resources/updated a://2',
    ]);
  });

  it('says nothing after its end', () => {
    const { gate, say, told } = open(1);
    say('tools/list_changed', 10);
    gate.dispose();
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveLength(1);
  });
});
