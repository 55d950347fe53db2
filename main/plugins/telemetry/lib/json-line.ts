import type { LogLine } from '../../../gateway/ports/telemetry-sink';

/** A line as one JSON object, with a line break behind it. */
export function jsonLine({ at, level, message, facts }: LogLine): string {
  return `${JSON.stringify({ at: new Date(at).toISOString(), level, message, ...withoutTaken(facts) })}\n`;
}

/** What a fact is called must not hide what every line has. */
function withoutTaken(facts: LogLine['facts']): Readonly<Record<string, unknown>> {
  const { at, level, message, ...rest } = facts;
  return {
    ...rest,
    ...(at === undefined ? {} : { fact_at: at }),
    ...(level === undefined ? {} : { fact_level: level }),
    ...(message === undefined ? {} : { fact_message: message }),
  };
}
