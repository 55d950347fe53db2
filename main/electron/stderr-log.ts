import type { Logger, LogLevel } from '../gateway/ports/logger';
import { redact, redactObject } from '../../shared/text/redact';

/** Lines of JSON on stderr, redacted. A desktop has no terminal to talk to; who starts it from one reads along. */
export const stderrLog: Logger = {
  debug: () => undefined,
  info: (message, facts) => writeLine('info', message, facts),
  warn: (message, facts) => writeLine('warn', message, facts),
  error: (message, facts) => writeLine('error', message, facts),
};

function writeLine(level: LogLevel, message: string, facts: Readonly<Record<string, unknown>> = {}): void {
  const line = { at: new Date().toISOString(), level, message: redact(message), ...(redactObject(facts) as object) };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
