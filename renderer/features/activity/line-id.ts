import type { ActivityLine } from '../../../shared/model/activity-line';

/** What the gateway finds a line by. Lines of earlier versions have neither number nor, some of them, an id. */
export function idOf(line: ActivityLine): string {
  if (line.seq !== undefined) return String(line.seq);
  return line.kind === 'request' ? line.correlationId : `${line.at} ${line.previous}`;
}
