import { describe, expect, it } from 'vitest';
import { createLogFan } from '../../../../main/gateway/log-fan';
import type { KnownSecrets } from '../../../../main/gateway/ports/known-secrets';
import type { LogLine, TelemetrySink } from '../../../../main/gateway/ports/telemetry-sink';
import { recordingLogger } from '../../../support/recording-logger';

const SECRET = 'Wolpertinger';

/** Knows one secret, wherever it stands. */
const known: KnownSecrets = {
  reach: SECRET.length,
  match: (text) =>
    [...text.matchAll(new RegExp(SECRET, 'g'))].map(({ index }) => {
      return { name: 'animal', start: index, end: index + SECRET.length };
    }),
};

function open() {
  const written: string[] = [];
  const lines: LogLine[] = [];
  const fan = createLogFan({ log: recordingLogger(written), now: () => 1_000, knownSecrets: () => known });
  const sink: TelemetrySink = {
    record: () => undefined,
    flush: () => Promise.resolve(),
    log: (line) => void lines.push(line),
  };
  return { fan, written, lines, sink };
}

describe('the log', () => {
  it('is written as before, and reaches sinks from when there are some', () => {
    const { fan, written, lines, sink } = open();
    fan.log.info('early');
    fan.attach(() => [{ record: () => undefined, flush: () => Promise.resolve() }, sink]);
    fan.log.warn('late', { count: 1 });
    expect(written).toHaveLength(2);
    expect(lines).toEqual([{ at: 1_000, level: 'warn', message: 'late', facts: { count: 1 } }]);
  });

  it('says nothing secret to sinks: not by name, not by form, not by value', () => {
    const { fan, lines, sink } = open();
    fan.attach(() => [sink]);
    fan.log.error(`lost ${SECRET}`, {
      password: 'correct horse battery',
      header: 'Bearer abcdefghijklmnopqrstuvwx',
      deep: [{ text: `a ${SECRET} and a ${SECRET}.` }],
      failure: new Error(`it was ${SECRET}`),
    });
    expect(JSON.stringify(lines)).not.toMatch(/Wolpertinger|horse|abcdefgh/);
    expect(lines[0]).toMatchObject({
      message: 'lost ****',
      facts: { deep: [{ text: 'a **** and a ****.' }], failure: 'Error: it was ****' },
    });
  });
});
