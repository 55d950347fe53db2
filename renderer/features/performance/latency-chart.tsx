import '@mantine/charts/styles.layer.css';
import { LineChart } from '@mantine/charts';
import { formatMs } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { LatencyBin } from './latency-bins';

const { chart: words } = strings.performance;

const SERIES = [
  { name: 'median', label: words.median, color: 'var(--chart-1)' },
  { name: 'p95', label: words.p95, color: 'var(--chart-3)', strokeDasharray: '5 3' },
];

interface LatencyChartProps {
  readonly bins: readonly LatencyBin[];
  readonly formatTime: (at: number) => string;
}

/** Times of calls over time. Its words stand beside it. */
export function LatencyChart({ bins, formatTime }: LatencyChartProps) {
  return (
    <LineChart
      h={220}
      data={bins.map((bin) => ({ ...bin }))}
      dataKey="at"
      series={SERIES}
      curveType="linear"
      withLegend
      connectNulls={false}
      strokeWidth={1.75}
      strokeDasharray="3 3"
      gridAxis="x"
      tickLine="none"
      dotProps={{ r: 2.5 }}
      valueFormatter={formatMs}
      lineChartProps={{ accessibilityLayer: false }}
      lineProps={{ isAnimationActive: false }}
      xAxisProps={{ tickFormatter: formatTime, minTickGap: 48 }}
      yAxisProps={{ width: 64 }}
      tooltipProps={{
        labelFormatter: (at) => (typeof at === 'number' ? formatTime(at) : ''),
        isAnimationActive: false,
      }}
    />
  );
}
