import type { Writable } from 'node:stream';
import { redact, redactObject } from '../../shared/text/redact';
import type { Logger, LogLevel } from '../gateway/ports/logger';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[];
export type LogForm = 'text' | 'json';

export interface StderrLoggerNeeds {
  readonly stderr: Writable;
  /** Milder lines are dropped. */
  readonly level: LogLevel;
  readonly form: LogForm;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Writes redacted lines to stderr: for people, or one JSON object each. */
export function createStderrLogger({ stderr, level, form, now }: StderrLoggerNeeds): Logger {
  const format = form === 'json' ? jsonLine : textLine;
  const least = LOG_LEVELS.indexOf(level);
  const at = (own: LogLevel): Logger[LogLevel] =>
    LOG_LEVELS.indexOf(own) < least
      ? () => undefined
      : (message, facts = {}) => {
          const shown = redactObject(facts) as Readonly<Record<string, unknown>>;
          stderr.write(
            `${format({ at: new Date(now()).toISOString(), level: own, message: redact(message), facts: shown })}\n`,
          );
        };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

interface Line {
  readonly at: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

function jsonLine({ facts, ...line }: Line): string {
  return JSON.stringify({ ...facts, ...line });
}

function textLine({ at, level, message, facts }: Line): string {
  const told = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? quoteIfNeeded(value) : JSON.stringify(value)}`);
  return visible([at.slice(11, 19), level.padEnd(5), message, ...told].join(' '));
}

function quoteIfNeeded(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) ? text : JSON.stringify(text);
}

/** Control characters from outside must not reach a terminal, which would obey them. */
function visible(line: string): string {
  return line.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
