import { Button, SegmentedControl, Table } from '@mantine/core';
import { ChartArea, Table2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Card } from '../../components/card';
import { Loaded } from '../../components/loaded';
import { Waiting } from '../../components/waiting';
import type { Recent } from '../../model/recent';
import { DECISIONS } from '../../model/decision';
import { useChartNow } from '../../hooks/use-now';
import { useConsole, useLoad } from '../../stores/console';
import { formatHour, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { type Bin, binTraffic, LAST_DAY, LAST_HOUR, type Range, sumOf, totalOf } from './traffic-bins';
import classes from './traffic-card.module.css';

const { overview, common, states } = strings;
const { traffic } = overview;

const TrafficChart = lazy(async () => ({ default: (await import('./traffic-chart')).TrafficChart }));

/** How much passed, and what became of it. */
export function TrafficCard() {
  const { recent } = useConsole().stores;
  const load = useLoad(recent);
  const [span, setSpan] = useState<'hour' | 'day'>('hour');
  return (
    <Card
      title={traffic.title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={traffic.range}
          value={span}
          onChange={(value) => setSpan(value === 'day' ? 'day' : 'hour')}
          data={[
            { value: 'hour', label: traffic.hour },
            { value: 'day', label: traffic.day },
          ]}
        />
      }
    >
      <Loaded load={load} what={traffic.title} onRetry={() => void recent.refresh()}>
        {(known) => <Traffic recent={known} range={span === 'day' ? LAST_DAY : LAST_HOUR} />}
      </Loaded>
    </Card>
  );
}

function Traffic({ recent, range }: { readonly recent: Recent; readonly range: Range }) {
  const now = useChartNow();
  const bins = useMemo(() => binTraffic(recent.lines, range, now), [recent, range, now]);
  const [isTable, setTable] = useState(false);
  const sum = sumOf(bins);
  const peak = bins.reduce((most, bin) => (totalOf(bin) > totalOf(most) ? bin : most), bins[0]!);
  return (
    <>
      <Counters sum={sum} />
      {isTable ? (
        <TrafficTable bins={bins} />
      ) : (
        <div
          role="img"
          aria-label={traffic.summary(sum.total, sum.blocked, totalOf(peak), formatHour(peak.at))}
          className={classes['chart']}
        >
          <Suspense fallback={<Waiting lines={1} height={180} />}>
            <TrafficChart bins={bins} />
          </Suspense>
        </div>
      )}
      <div className={classes['foot']}>
        <Legend />
        {recent.isCut && <span>{traffic.cut(recent.lines.length)}</span>}
        <Button
          size="xs"
          variant="subtle"
          color="neutral"
          leftSection={isTable ? <ChartArea size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? common.asChart : common.asTable}
        </Button>
      </div>
    </>
  );
}

function Counters({ sum }: { readonly sum: ReturnType<typeof sumOf> }) {
  const counters = [
    ['total', traffic.calls, sum.total],
    ['blocked', traffic.blocked, sum.blocked],
    ['held', traffic.held, sum.held],
    ['redacted', traffic.redacted, sum.redacted],
    ['failed', traffic.failed, sum.failed],
  ] as const;
  return (
    <dl className={classes['counters']}>
      {counters.map(([id, label, count]) => (
        <div key={id} data-decision={id} data-none={count === 0 || undefined}>
          <dt>{label}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Legend() {
  return (
    <ul className={classes['legend']}>
      {DECISIONS.map((decision) => (
        <li key={decision} data-decision={decision}>
          {states.decision[decision]}
        </li>
      ))}
    </ul>
  );
}

function TrafficTable({ bins }: { readonly bins: readonly Bin[] }) {
  const busy = bins.filter((bin) => totalOf(bin) > 0);
  if (busy.length === 0) return <p>{traffic.none}</p>;
  return (
    <div className={classes['table']} tabIndex={0} role="region" aria-label={traffic.title}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{traffic.time}</Table.Th>
            {DECISIONS.map((decision) => (
              <Table.Th key={decision} scope="col">
                {states.decision[decision]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {busy.map((bin) => (
            <Table.Tr key={bin.at}>
              <Table.Th scope="row">{formatHour(bin.at)}</Table.Th>
              {DECISIONS.map((decision) => (
                <Table.Td key={decision}>{formatNumber(bin[decision])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
