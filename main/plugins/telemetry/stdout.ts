import { z } from 'zod';
import { definePlugin, type LineOutput } from '../../gateway/ports/plugin';
import type { LogLine, SignalHealth } from '../../gateway/ports/telemetry-sink';
import { jsonLine } from './lib/json-line';
import { isAtLeast, LeastLevel } from './lib/log-level';
import { requestLine } from './lib/request-line';

/** Whoever reads so slowly that this much waits gets the rest no more. */
const MAX_WAITING = 1024 * 1024;

const Options = z.strictObject({
  /** Milder lines are left out. */
  logLevel: LeastLevel,
  /** Puts arguments and results into the lines, with secrets masked. */
  content: z.boolean().default(false),
});

/** Writes each request and each line of the log as a JSON object: to stdout, or to stderr where stdout is the protocol’s. */
export const stdout = definePlugin({
  kind: 'telemetry',
  name: 'stdout',
  title: 'Lines on stdout',
  options: Options,
  create({ logLevel, content: isWanted }, { lineOutput }) {
    const output: LineOutput = lineOutput ?? process.stderr;
    let [exported, dropped] = [0, 0];
    const write = (line: LogLine): void => {
      if (!isAtLeast(line.level, logLevel)) return;
      if (output.writableLength > MAX_WAITING) {
        dropped += 1;
        return;
      }
      output.write(jsonLine(line));
      exported += 1;
    };
    return {
      record: (record, content) => write(requestLine(record, isWanted ? content : undefined)),
      log: write,
      flush: () => Promise.resolve(),
      signals: (): readonly SignalHealth[] => {
        const isUp = output.writableLength <= MAX_WAITING;
        return [{ provider: 'stdout', signal: 'logs', exported, dropped, isUp }];
      },
    };
  },
});
