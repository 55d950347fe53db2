import type { Logger } from '../../main/gateway/ports/logger';

/** Writes all that is logged, at any level, into `lines`. */
export function recordingLogger(lines: string[]): Logger {
  const at = (level: string) => (message: string, facts?: Readonly<Record<string, unknown>>) => {
    lines.push(`${level} ${message} ${facts === undefined ? '' : JSON.stringify(facts, errorsAsText)}`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const errorsAsText = (_: string, value: unknown): unknown =>
  value instanceof Error ? (value.stack ?? value.message) : value;
