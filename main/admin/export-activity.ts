import type { ExportFormat } from '../../shared/contract/activity-inputs';
import type { ActivityLine } from '../../shared/model/activity-line';

const COLUMNS = [
  'seq',
  'at',
  'kind',
  'client',
  'key',
  'project',
  'user',
  'transport',
  'face',
  'method',
  'server',
  'name',
  'outcome',
  'error',
  'stage',
  'ms',
  'detectors',
  'rules',
  'who',
  'operation',
  'target',
  'correlation_id',
  'trace_id',
] as const;

/** Lines as text in pieces, for files of any length. */
export async function* exportLines(lines: AsyncIterable<ActivityLine>, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') yield row(COLUMNS);
  for await (const line of lines) yield format === 'csv' ? row(cellsOf(line)) : `${JSON.stringify(line)}\n`;
}

function cellsOf(line: ActivityLine): readonly (string | number | undefined)[] {
  const head = [line.seq, new Date(line.at).toISOString(), line.kind];
  if (line.kind === 'admin') {
    const { who, operation, target, error } = line;
    const cells = new Map<string, string | undefined>([
      ['error', error],
      ['who', `${who.kind}:${who.id}`],
      ['operation', operation],
      ['target', target],
    ]);
    return [...head, ...COLUMNS.slice(3).map((column) => cells.get(column))];
  }
  if (line.kind !== 'request') return [...head, ...COLUMNS.slice(3).map(() => undefined)];
  const findings = line.judgements.flatMap(({ findings: found = [] }) => found);
  return [
    ...head,
    line.clientName,
    line.keyId,
    line.projectId,
    line.userId,
    line.transport,
    line.face,
    line.method,
    line.server,
    line.name,
    line.outcome,
    line.error,
    line.stage,
    line.ms,
    unique(findings.map(({ detector }) => detector)),
    unique(line.judgements.flatMap(({ rules }) => rules)),
    undefined,
    undefined,
    undefined,
    line.correlationId,
    line.traceId,
  ];
}

const unique = (words: readonly (string | undefined)[]): string =>
  [...new Set(words.filter((word) => word !== undefined))].join(' ');

/** RFC 4180. */
const row = (cells: readonly (string | number | undefined)[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would take a name that a client chose for a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
