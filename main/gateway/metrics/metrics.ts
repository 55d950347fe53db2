import type { HistogramSeries, MetricFamily, MetricRow, MetricSource, ValueSeries } from '../ports/metrics';
import {
  type CounterName,
  type HistogramName,
  type LabelsOf,
  type MetricName,
  METRICS,
  type ValueName,
} from './metric-table';

/** Hands in what is known elsewhere; a value for the same labels is added to the one before. */
export type Put = <N extends ValueName>(name: N, labels: LabelsOf<N>, value: number) => void;

/** Counts as plain numbers, and hands them out when somebody asks. */
export interface Metrics extends MetricSource {
  add<N extends CounterName>(name: N, labels: LabelsOf<N>, by?: number): void;
  /** In the unit of the metric. */
  observe<N extends HistogramName>(name: N, labels: LabelsOf<N>, value: number): void;
  /** Asked at each reading, so that what is counted elsewhere is not counted twice. */
  watch(read: (put: Put) => void): void;
}

/** Names come from configurations and servers, which may change without end; what comes later is counted together. */
const MAX_SERIES = 1_000;
const MAX_HISTOGRAMS = 300;
const OTHER = 'other';
const MAX_LABEL = 128;

interface Value {
  readonly labels: readonly string[];
  value: number;
}
interface Histogram {
  readonly labels: readonly string[];
  readonly counts: number[];
  sum: number;
  count: number;
}

const NAMES = Object.keys(METRICS) as MetricName[];

export function createMetrics(now: () => number): Metrics {
  const values = new Map<MetricName, Map<string, Value>>();
  const histograms = new Map<MetricName, Map<string, Histogram>>();
  const watchers: ((put: Put) => void)[] = [];
  for (const name of NAMES) {
    const { kind, labels } = METRICS[name];
    if (kind === 'histogram') histograms.set(name, new Map());
    else values.set(name, new Map());
    // What has no labels begins with 0, so that a first time is seen as an increase.
    if (kind === 'counter' && labels.length === 0) valueOf(values.get(name)!, []);
    if (kind === 'histogram' && labels.length === 0) histogramOf(name, []);
  }

  function histogramOf(name: MetricName, labels: readonly string[]): Histogram {
    const { buckets = [] } = METRICS[name] as Pick<MetricRow, 'buckets'>;
    const make = (own: readonly string[]) => ({
      labels: own,
      counts: buckets.map(() => 0).concat(0),
      sum: 0,
      count: 0,
    });
    return seriesOf(histograms.get(name)!, { labels, most: MAX_HISTOGRAMS, make });
  }

  return {
    startedAt: now(),
    add(name, labels, by = 1) {
      valueOf(values.get(name)!, labels as readonly string[]).value += by;
    },
    observe(name, labels, value) {
      const series = histogramOf(name, labels as readonly string[]);
      const { buckets = [] } = METRICS[name];
      let index = 0;
      while (index < buckets.length && value > buckets[index]!) index += 1;
      series.counts[index]! += 1;
      series.sum += value;
      series.count += 1;
    },
    watch(read) {
      watchers.push(read);
    },
    collect() {
      const watched = new Map<MetricName, Map<string, Value>>();
      const put: Put = (name, labels, value) => {
        const known = watched.get(name) ?? new Map<string, Value>();
        watched.set(name, known);
        valueOf(known, labels as readonly string[]).value += value;
      };
      for (const read of watchers) read(put);
      return NAMES.map((name) => familyOf(name, watched.get(name)));
    },
  };

  function familyOf(name: MetricName, watched: ReadonlyMap<string, Value> | undefined): MetricFamily {
    const counted: ReadonlyMap<string, Value> = values.get(name) ?? new Map();
    const all = watched === undefined ? counted : new Map([...counted, ...watched]);
    const shown: readonly HistogramSeries[] = [...(histograms.get(name)?.values() ?? [])];
    return {
      row: { name, ...METRICS[name] },
      values: [...all.values()].map((one): ValueSeries => ({ ...one })),
      histograms: shown.map((one) => ({ ...one, counts: [...one.counts] })),
    };
  }
}

const valueOf = (series: Map<string, Value>, labels: readonly string[]): Value =>
  seriesOf(series, { labels, most: MAX_SERIES, make: (own) => ({ labels: own, value: 0 }) });

interface Wanted<T> {
  readonly labels: readonly string[];
  readonly most: number;
  readonly make: (labels: readonly string[]) => T;
}

function seriesOf<T>(all: Map<string, T>, { labels, most, make }: Wanted<T>): T {
  const key = labels.length === 1 ? labels[0]! : labels.join('\n');
  const known = all.get(key);
  if (known !== undefined) return known;
  const isFull = all.size >= most;
  const own = labels.map((label) => (isFull ? OTHER : label.slice(0, MAX_LABEL)));
  const ownKey = own.length === 1 ? own[0]! : own.join('\n');
  const made = all.get(ownKey) ?? make(own);
  all.set(ownKey, made);
  return made;
}
