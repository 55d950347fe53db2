import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createStderrLogger, type LogForm } from '../../../../main/headless/stderr-logger';
import type { LogLevel } from '../../../../main/gateway/ports/logger';

const SECRET = 'Q7vX2mL9pR4tW8yB1nC5';

function logged(form: LogForm, level: LogLevel, write: (log: ReturnType<typeof createStderrLogger>) => void): string {
  const stderr = new PassThrough();
  write(createStderrLogger({ stderr, level, form, now: () => Date.parse('2026-06-01T12:00:00Z') }));
  return String(stderr.read() ?? '');
}

describe('createStderrLogger', () => {
  it('writes a line for people', () => {
    expect(logged('text', 'info', (log) => log.warn('Server fell', { server: 'files', ms: 3, why: 'exit 1' }))).toBe(
      '12:00:00 warn  Server fell server=files ms=3 why="exit 1"\n',
    );
  });

  it('writes one JSON object per line', () => {
    const line = logged('json', 'info', (log) => log.error('Server fell', { server: 'files', message: 'not mine' }));
    expect(JSON.parse(line)).toEqual({
      at: '2026-06-01T12:00:00.000Z',
      level: 'error',
      message: 'Server fell',
      server: 'files',
    });
  });

  it('drops what is milder than its level', () => {
    const all = (log: ReturnType<typeof createStderrLogger>) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](level);
    };
    expect(logged('text', 'warn', all).trim().split('\n')).toHaveLength(2);
    expect(logged('text', 'debug', all).trim().split('\n')).toHaveLength(4);
  });

  it('redacts messages and facts in both forms', () => {
    for (const form of ['text', 'json'] as const) {
      const line = logged(form, 'info', (log) =>
        log.info(`Bearer ${SECRET}`, { token: SECRET, deep: [`sk-${SECRET}`] }),
      );
      expect(line).not.toContain(SECRET.slice(0, 8));
    }
  });

  it('keeps one entry on one line, whatever comes from outside', () => {
    const line = logged('text', 'info', (log) => log.info('said\n12:00:00 error forged\u001b[2J', { x: 'a\nb' }));
    expect(line.split('\n')).toHaveLength(2);
    expect(line).not.toContain('\u001b');
  });
});
