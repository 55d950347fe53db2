import type { HistogramSeries, MetricFamily, MetricRow } from '../../../gateway/ports/metrics';

/** Of the text format that every version of Prometheus reads. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The name in Prometheus: counters end in `_total`, as the OpenTelemetry exporters for Prometheus have it. */
export function prometheusName({ name, kind }: Pick<MetricRow, 'name' | 'kind'>): string {
  return kind === 'counter' && !name.endsWith('_total') ? `${name}_total` : name;
}

/** All metrics in the text exposition format of Prometheus, version 0.0.4. */
export function exposition(families: readonly MetricFamily[]): string {
  return families.map(familyText).join('');
}

function familyText({ row, values, histograms }: MetricFamily): string {
  const name = prometheusName(row);
  const lines = [`# HELP ${name} ${escapeHelp(row.help)}`, `# TYPE ${name} ${row.kind}`];
  for (const { labels, value } of values) lines.push(`${name}${labelText(row.labels, labels)} ${numberText(value)}`);
  for (const histogram of histograms) lines.push(...histogramLines(name, row, histogram));
  return `${lines.join('\n')}\n`;
}

function histogramLines(name: string, { labels: names, buckets = [] }: MetricRow, series: HistogramSeries) {
  const { labels, counts, sum, count } = series;
  const lines: string[] = [];
  let below = 0;
  for (const [index, bound] of [...buckets, Infinity].entries()) {
    below += counts[index] ?? 0;
    lines.push(`${name}_bucket${labelText([...names, 'le'], [...labels, numberText(bound)])} ${below}`);
  }
  lines.push(`${name}_sum${labelText(names, labels)} ${numberText(sum)}`);
  lines.push(`${name}_count${labelText(names, labels)} ${count}`);
  return lines;
}

function labelText(names: readonly string[], values: readonly string[]): string {
  if (names.length === 0) return '';
  return `{${names.map((name, index) => `${name}="${escapeLabel(values[index] ?? '')}"`).join(',')}}`;
}

const escapeLabel = (text: string): string =>
  text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
const escapeHelp = (text: string): string =>
  text.replace(/[\\\n]/g, (character) => (character === '\n' ? '\\n' : '\\\\'));

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
