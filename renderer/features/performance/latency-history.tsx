import { Button, Group, SegmentedControl, Select, Table } from '@mantine/core';
import { ChartLine, Table2, Timer } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { Waiting } from '../../components/waiting';
import { useChartNow } from '../../hooks/use-now';
import { useResource } from '../../hooks/use-resource';
import type { Recent } from '../../model/recent';
import { useConsole, useLoad } from '../../stores/console';
import { DAY_MS, loadRecent } from '../../stores/load-recent';
import { formatDay, formatHour, formatMs, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { binLatency, type LatencyBin, type LatencyPlace, type LatencyRange, timedCalls } from './latency-bins';
import classes from './performance-page.module.css';

const { performance, common, overview } = strings;
const { chart: words } = performance;

const MINUTE_MS = 60_000;
const RANGES = {
  quarter: { spanMs: 15 * MINUTE_MS, stepMs: MINUTE_MS },
  hour: { spanMs: 60 * MINUTE_MS, stepMs: 2 * MINUTE_MS },
  day: { spanMs: DAY_MS, stepMs: 30 * MINUTE_MS },
  week: { spanMs: 7 * DAY_MS, stepMs: 240 * MINUTE_MS },
} as const satisfies Readonly<Record<string, LatencyRange>>;
type RangeName = keyof typeof RANGES;
const NAMES = Object.keys(RANGES) as readonly RangeName[];

const LatencyChart = lazy(async () => ({ default: (await import('./latency-chart')).LatencyChart }));

/** How long calls took over time, for all servers, one, or one tool. */
export function LatencyHistory() {
  const [name, setName] = useState<RangeName>('hour');
  // Here, so that another range shows the same.
  const [view, setView] = useState<HistoryView>({ place: {}, isTable: false });
  const shown = { view, onView: setView };
  return (
    <Card
      title={words.title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={words.range}
          value={name}
          onChange={(value) => setName(NAMES.find((each) => each === value) ?? 'hour')}
          data={NAMES.map((value) => ({ value, label: words.ranges[value] }))}
        />
      }
    >
      {name === 'week' ? <Week {...shown} /> : <Day name={name} {...shown} />}
    </Card>
  );
}

/** What of it is shown, and how. */
interface HistoryView {
  readonly place: LatencyPlace;
  readonly isTable: boolean;
}

interface ShownProps {
  readonly view: HistoryView;
  readonly onView: (view: HistoryView) => void;
}

function Day({ name, ...shown }: ShownProps & { readonly name: RangeName }) {
  const { recent } = useConsole().stores;
  const load = useLoad(recent);
  return (
    <Loaded load={load} what={words.title} onRetry={() => void recent.refresh()}>
      {(known) => <History recent={known} name={name} {...shown} />}
    </Loaded>
  );
}

/** Asked for by itself: the console keeps a day. */
function Week(shown: ShownProps) {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => loadRecent(client, 7 * DAY_MS), 'week');
  return (
    <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
      {(known) => <History recent={known} name="week" {...shown} />}
    </Loaded>
  );
}

interface HistoryProps extends ShownProps {
  readonly recent: Recent;
  readonly name: RangeName;
}

function History({ recent, name, view, onView }: HistoryProps) {
  const { place, isTable } = view;
  const setPlace = (next: LatencyPlace): void => onView({ ...view, place: next });
  const now = useChartNow();
  const calls = useMemo(() => timedCalls(recent.lines), [recent]);
  const bins = useMemo(() => binLatency(calls, place, { ...RANGES[name], now }), [calls, place, name, now]);
  const count = bins.reduce((sum, bin) => sum + bin.calls, 0);
  const formatTime = name === 'week' ? (at: number) => `${formatDay(at)} ${formatHour(at)}` : formatHour;
  const servers = [...new Set(calls.map(({ server }) => server))].sort();
  const tools = [...new Set(calls.filter(({ server }) => server === place.server).map(({ tool }) => tool))].sort();
  return (
    <>
      <Group mb="sm" align="end">
        <Select
          label={words.server}
          placeholder={words.all}
          clearable
          data={servers}
          value={place.server ?? null}
          onChange={(server) => setPlace(server === null ? {} : { server })}
        />
        <Select
          label={words.tool}
          placeholder={words.all}
          clearable
          searchable
          disabled={place.server === undefined}
          data={tools}
          value={place.tool ?? null}
          onChange={(tool) => {
            const { tool: _, ...rest } = place;
            setPlace(tool === null ? rest : { ...rest, tool });
          }}
        />
        <Button
          variant="subtle"
          leftSection={isTable ? <ChartLine size={14} aria-hidden /> : <Table2 size={14} aria-hidden />}
          onClick={() => onView({ ...view, isTable: !isTable })}
        >
          {isTable ? common.asChart : common.asTable}
        </Button>
      </Group>
      <p className="unseen">{summaryOf(bins, formatTime)}</p>
      {count === 0 && <EmptyState icon={Timer} title={words.none} />}
      {count > 0 && isTable && <BinTable bins={bins} formatTime={formatTime} />}
      {count > 0 && !isTable && (
        <div className={classes['chart']} aria-hidden>
          <Suspense fallback={<Waiting lines={1} height={220} />}>
            <LatencyChart bins={bins} formatTime={formatTime} />
          </Suspense>
        </div>
      )}
      {recent.isCut && <p className={classes['note']}>{overview.traffic.cut(recent.lines.length)}</p>}
    </>
  );
}

/** What a chart shows at a glance, in words. */
function summaryOf(bins: readonly LatencyBin[], formatTime: (at: number) => string): string {
  const count = bins.reduce((sum, { calls }) => sum + calls, 0);
  const [slowest] = [...bins].sort((a, b) => (b.p95 ?? 0) - (a.p95 ?? 0));
  if (count === 0 || slowest?.p95 == null) return words.none;
  return words.summary(count, formatMs(slowest.p95), formatTime(slowest.at));
}

interface BinTableProps {
  readonly bins: readonly LatencyBin[];
  readonly formatTime: (at: number) => string;
}

function BinTable({ bins, formatTime }: BinTableProps) {
  return (
    <TableScroll label={common.tableOf(words.title)}>
      <ColumnHeads names={Object.values(words.columns)} />
      <Table.Tbody>
        {bins
          .filter(({ calls }) => calls > 0)
          .map(({ at, calls, median, p95 }) => (
            <Table.Tr key={at}>
              <Table.Th scope="row">{formatTime(at)}</Table.Th>
              <Table.Td>{formatNumber(calls)}</Table.Td>
              <Table.Td>{formatMs(median ?? 0)}</Table.Td>
              <Table.Td>{formatMs(p95 ?? 0)}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </TableScroll>
  );
}
