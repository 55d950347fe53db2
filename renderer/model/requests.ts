import type { ActivityLine, RequestEntry } from '../../shared/model/activity-line';

/** Requests alone: the record has other lines too, among them what was decided at the desk. */
export const requestsIn = (lines: readonly ActivityLine[]): readonly (ActivityLine & RequestEntry)[] =>
  lines.filter(isRequest);

/** A late permission and a test of the prompt are no requests. */
export const isRequest = (line: ActivityLine): line is ActivityLine & RequestEntry =>
  line.kind === 'request' && line.transport !== 'desk';
