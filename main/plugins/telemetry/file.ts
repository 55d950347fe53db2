import { resolve } from 'node:path';
import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';
import type { LogLine, SignalHealth } from '../../gateway/ports/telemetry-sink';
import { BackgroundSender, SendFailure } from './lib/background-sender';
import { jsonLine } from './lib/json-line';
import { isAtLeast, LeastLevel } from './lib/log-level';
import { requestLine } from './lib/request-line';
import { createRotatingFile } from './lib/rotating-file';

const MAX_LINES = 16_384;
const BATCH = 1_024;
const INTERVAL_MS = 250;
/** How long the end of the gateway waits for what has not been written. */
const LAST_WRITE_MS = 2_000;

const Options = z.strictObject({
  /** In the data directory, unless it is absolute. */
  path: z.string().min(1).max(4_096).default('telemetry/gateway.log'),
  /** Milder lines are left out. */
  logLevel: LeastLevel,
  maxBytes: z
    .number()
    .int()
    .min(1_024)
    .max(10 * 1024 ** 3)
    .default(10 * 1024 * 1024),
  /** Full files that are kept beside the one that is written. */
  keep: z.number().int().min(1).max(1_000).default(5),
  /** Puts arguments and results into the lines, with secrets masked. */
  content: z.boolean().default(false),
});

/** Writes each request and each line of the log as a JSON object to a file, in the background. */
export const file = definePlugin({
  kind: 'telemetry',
  name: 'file',
  title: 'Lines in a file',
  options: Options,
  create({ path: given, maxBytes, keep, logLevel, content: isWanted }, { dataDirectory, log, onDispose }) {
    const path = resolve(dataDirectory, given);
    const rotating = createRotatingFile({ path, maxBytes, keep });
    let isFailing = false;
    const sender = new BackgroundSender<string>({
      maxWaiting: MAX_LINES,
      maxBatch: BATCH,
      intervalMs: INTERVAL_MS,
      async send(lines) {
        try {
          await rotating.append(lines.join(''));
        } catch (cause) {
          throw new SendFailure(cause instanceof Error ? cause.message : String(cause), { isRetryable: true, cause });
        }
        return 0;
      },
      onAttempt(failure) {
        const hadFailed = isFailing;
        isFailing = failure !== undefined;
        if (isFailing && !hadFailed)
          log?.warn('A telemetry file cannot be written', { path, reason: failure?.message });
        if (!isFailing && hadFailed) log?.info('A telemetry file can be written again', { path });
      },
    });
    const write = (line: LogLine): void => {
      if (isAtLeast(line.level, logLevel)) sender.add(jsonLine(line));
    };
    onDispose(async () => {
      if (sender.health().isUp) await sender.flush(LAST_WRITE_MS);
      sender.stop();
    });
    return {
      record: (record, content) => write(requestLine(record, isWanted ? content : undefined)),
      log: write,
      flush: () => sender.flush(LAST_WRITE_MS),
      signals: (): readonly SignalHealth[] => [{ provider: 'file', signal: 'logs', ...sender.health() }],
    };
  },
});
