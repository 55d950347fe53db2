export type MetricKind = 'counter' | 'gauge' | 'histogram';

/** One metric as it is offered to whoever collects it. */
export interface MetricRow {
  /** Of the OpenTelemetry instrument. */
  readonly name: string;
  readonly kind: MetricKind;
  /** UCUM: `s` seconds, `By` bytes, `1` anything that is counted. */
  readonly unit: 's' | 'By' | '1';
  readonly help: string;
  readonly labels: readonly string[];
  /** Upper bounds of the buckets of a histogram, rising; what is larger is in one more. */
  readonly buckets?: readonly number[];
}

/** Label values stand in the order of the row’s labels. */
export interface ValueSeries {
  readonly labels: readonly string[];
  readonly value: number;
}

export interface HistogramSeries {
  readonly labels: readonly string[];
  /** How often each bucket was hit; one more than there are bounds. */
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export interface MetricFamily {
  readonly row: MetricRow;
  /** Of counters and gauges. */
  readonly values: readonly ValueSeries[];
  /** Of histograms. */
  readonly histograms: readonly HistogramSeries[];
}

/** What is counted, for whoever collects it. Reading costs the reader; between readings there are only numbers. */
export interface MetricSource {
  /** Epoch milliseconds at which counting began. */
  readonly startedAt: number;
  collect(): readonly MetricFamily[];
}
