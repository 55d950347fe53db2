import type {
  ActivityFacts,
  ActivityHealth,
  ActivityLine,
  ActivityVerification,
} from '../../shared/model/activity-line';
import { plainText } from '../../shared/text/plain-name';
import type { Replay } from '../replay-activity';
import { formatFacts, formatTable } from './format-table';

/** One line about one line of the record: when, who, what, and how it ended. */
export function describeLine(line: ActivityLine): readonly string[] {
  const at = new Date(line.at).toISOString();
  switch (line.kind) {
    case 'request': {
      const { keyId = '', server, name, method, outcome, error, ms } = line;
      const what = [server, name].filter((word) => word !== undefined).join(' · ');
      const ended = error === undefined ? outcome : `${outcome} ${error}`;
      return [at, keyId, what === '' ? method : `${method} ${what}`, ended, `${Math.round(ms)} ms`];
    }
    case 'admin':
      return [at, `${line.who.kind} ${line.who.id}`, `${line.operation} ${line.target}`, line.error ?? 'done', ''];
    case 'checkpoint':
      return [at, '', 'checkpoint', line.key === undefined ? 'not signed' : 'signed', ''];
    case 'recovered':
      return [at, '', `found at the start: ${line.because}`, '', ''];
    case 'lost':
      return [at, '', `not recorded: ${line.records} requests; refused: ${line.refused}`, line.reason, ''];
    case 'retention':
      return [at, '', `removed: ${line.removed.join(', ')}`, line.key === undefined ? 'not signed' : 'signed', ''];
  }
}

export function describeLines(lines: readonly ActivityLine[]): string {
  if (lines.length === 0) return 'Nothing of this kind is recorded.';
  return formatTable(['WHEN (UTC)', 'WHO', 'WHAT', 'OUTCOME', 'TOOK'], lines.map(describeLine));
}

/** A line as it follows others that are not known yet. */
export const describeFollowed = (line: ActivityLine): string =>
  plainText(
    describeLine(line)
      .filter((word) => word !== '')
      .join('  '),
  );

/** Whether requests are recorded. */
export function describeHealth(health: ActivityHealth): string {
  const { state, lostRecords, refusedRequests, reason, signedBy, unsigned, capturingUntil } = health;
  return [
    state === 'ok' ? 'being kept' : `${STATES[state]}${reason === undefined ? '' : ` (${reason})`}`,
    lostRecords > 0 ? `${lostRecords} lost` : undefined,
    refusedRequests > 0 ? `${refusedRequests} refused` : undefined,
    signedBy === undefined ? `not signed: ${unsigned ?? 'the key is not open yet'}` : `signed by ${signedBy}`,
    capturingUntil === undefined ? undefined : `content is kept until ${capturingUntil}`,
  ]
    .filter((word) => word !== undefined)
    .join(', ');
}

const STATES: Readonly<Record<Exclude<ActivityHealth['state'], 'ok'>, string>> = {
  waiting: 'waits for the disk',
  losing: 'is losing records',
  refusing: 'cannot be kept, so requests are refused',
};

export function describeFacts(facts: ActivityFacts): string {
  const { head, health } = facts;
  return formatFacts([
    ['Directory', facts.directory],
    ['Segments', `${facts.segments}, ${facts.bytes} bytes`],
    ['From', facts.oldest],
    ['To', facts.newest],
    ['End', head === undefined ? undefined : `${head.seq}:${head.hash}`],
    ['Record', health === undefined ? undefined : describeHealth(health)],
  ]);
}

export function describeVerification(report: ActivityVerification): string {
  const { ok, lines, segments, problems, notes, signatures, end } = report;
  const vouched = { vault: 'the vault has its key', given: 'as given', nobody: 'nobody vouches for the key' };
  const facts = formatFacts([
    ['Lines', `${lines} in ${segments} segments`],
    ['Signatures', `${signatures.valid} hold, ${signatures.linesAfter} lines came after the last`],
    ['Keys', signatures.keys.length === 0 ? 'none' : `${signatures.keys.join(', ')} (${vouched[signatures.trusted]})`],
    ['End', end === undefined ? 'none' : `${end.seq ?? ''}:${end.hash}`],
  ]);
  const found = problems.map(({ segment, line, message }) =>
    segment === undefined ? `  ${message}` : `  ${segment}, line ${line ?? ''}: ${message}`,
  );
  return [
    facts,
    ...notes.map((note) => `Note: ${note}`),
    ...(ok ? ['The log fits together.'] : ['The log was changed, or lines are missing:', ...found]),
  ].join('\n');
}

export function describeReplay(replay: Replay): string {
  const { calls, same, differing, different, undecided, fromContent } = replay;
  const rows = different.map(({ at, server, name, was, wouldBe, because, from, correlationId }) => [
    new Date(at).toISOString(),
    `${server} · ${name}`,
    `${was} → ${wouldBe}`,
    because.join(', '),
    from,
    correlationId,
  ]);
  const table =
    rows.length === 0 ? [] : [formatTable(['WHEN (UTC)', 'TOOL', 'OUTCOME', 'WHY', 'BY', 'CALL'], rows), ''];
  const more = differing > different.length ? [`${differing - different.length} more are not shown.`] : [];
  const how = `${fromContent} judged by their content, ${calls - fromContent} by what was found then.`;
  return [
    ...table,
    ...more,
    `${calls} calls: ${differing} would end differently, ${same} would not, ${undecided} cannot be told. ${how}`,
  ].join('\n');
}
