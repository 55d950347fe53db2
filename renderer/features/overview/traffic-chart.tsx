import '@mantine/charts/styles.layer.css';
import { AreaChart } from '@mantine/charts';
import { formatHour, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { Bin } from './traffic-bins';

const { decision } = strings.states;

const SERIES = [
  { name: 'allowed', label: decision.allowed, color: 'var(--chart-1)' },
  { name: 'redacted', label: decision.redacted, color: 'var(--chart-6)' },
  { name: 'held', label: decision.held, color: 'var(--chart-5)' },
  { name: 'failed', label: decision.failed, color: 'var(--chart-3)' },
  { name: 'blocked', label: decision.blocked, color: 'var(--chart-4)' },
] as const;

/** Requests over time, one above the other by what became of them. Its words stand beside it. */
export function TrafficChart({ bins }: { readonly bins: readonly Bin[] }) {
  // What did not happen would be a line on top of all the others.
  const happened = SERIES.filter(({ name }) => bins.some((bin) => bin[name] > 0));
  return (
    <AreaChart
      h={200}
      data={bins.map((bin) => ({ ...bin }))}
      dataKey="at"
      series={happened.length === 0 ? SERIES.slice(0, 1) : happened}
      type="stacked"
      curveType="monotone"
      withDots={false}
      withGradient={false}
      fillOpacity={0.35}
      strokeWidth={1.5}
      strokeDasharray="3 3"
      gridAxis="x"
      tickLine="none"
      valueFormatter={formatNumber}
      areaChartProps={{ accessibilityLayer: false }}
      areaProps={{ isAnimationActive: false }}
      xAxisProps={{ tickFormatter: (at: number) => formatHour(at), minTickGap: 48 }}
      yAxisProps={{ allowDecimals: false, width: 36 }}
      tooltipProps={{
        labelFormatter: (at) => (typeof at === 'number' ? formatHour(at) : ''),
        isAnimationActive: false,
      }}
    />
  );
}
