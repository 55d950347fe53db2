import { mapStrings } from '../../shared/json/map-strings';
import { redact, redactObject } from '../../shared/text/redact';
import type { KnownSecrets } from './ports/known-secrets';
import type { Logger, LogLevel } from './ports/logger';
import type { LogLine, TelemetrySink } from './ports/telemetry-sink';

export interface LogFan {
  readonly log: Logger;
  /** From now on lines also go to those of the sinks that take lines. */
  attach(sinks: () => readonly TelemetrySink[]): void;
}

export interface LogFanNeeds {
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Masked in what leaves through sinks, beside all that looks like a secret. */
  readonly knownSecrets?: () => KnownSecrets | undefined;
}

/** A log that is written where it always was, and to telemetry sinks when there are some. */
export function createLogFan({ log, now, knownSecrets }: LogFanNeeds): LogFan {
  let sinks: () => readonly TelemetrySink[] = () => [];
  const at =
    (level: LogLevel): Logger[LogLevel] =>
    (message, facts = {}) => {
      log[level](message, facts);
      let line: LogLine | undefined;
      for (const sink of sinks()) {
        if (sink.log === undefined) continue;
        line ??= cleanLine({ at: now(), level, message, facts }, knownSecrets?.());
        sink.log(line);
      }
    };
  return {
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    attach(given) {
      sinks = given;
    },
  };
}

/** By key, by form and by value: what a line of the log may say where others read it. */
function cleanLine({ at, level, message, facts }: LogLine, known: KnownSecrets | undefined): LogLine {
  const told = Object.entries(facts).map(([name, fact]) => [name, fact instanceof Error ? wordsOf(fact) : fact]);
  const masked = (text: string): string => maskKnown(text, known);
  const clean = mapStrings(redactObject(Object.fromEntries(told)), masked) as LogLine['facts'];
  return { at, level, message: masked(redact(message)), facts: clean };
}

const wordsOf = ({ name, message }: Error): string => `${name}: ${message}`;

function maskKnown(text: string, known: KnownSecrets | undefined): string {
  if (known === undefined || known.reach === 0) return text;
  let shown = '';
  let position = 0;
  for (const { start, end } of [...known.match(text)].sort((a, b) => a.start - b.start)) {
    if (end <= position) continue;
    shown += `${text.slice(position, Math.max(start, position))}****`;
    position = end;
  }
  return shown + text.slice(position);
}
