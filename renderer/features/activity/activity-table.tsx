import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Activity, ArrowUp, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { Waiting } from '../../components/waiting';
import type { Load } from '../../model/load';
import { strings } from '../../strings/strings';
import { ActivityRow } from './activity-row';
import type { ActivityState, ActivityStore } from './activity-store';
import classes from './activity-table.module.css';
import type { GroupRow, LineGroup } from './activity-groups';
import { SessionRow } from './session-row';
import { idOf } from './line-id';
import { useGroups } from './use-groups';

const { activity: words, common } = strings;
const ROW_PX = 36;
const AHEAD = 40;

// Another function each time would have a hundred thousand rows measured anew.
const rowHeight = (): number => ROW_PX;

interface ActivityTableProps {
  readonly store: ActivityStore;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onTop: (isTop: boolean) => void;
  /** Lines stand below the session that they belong to. */
  readonly isGrouped: boolean;
  /** Absent: nothing is filtered. */
  readonly onClear: (() => void) | undefined;
}

/** The record. Only what is in view is drawn, and older lines are asked for as they come near. */
export function ActivityTable({ store, onClear, ...rest }: ActivityTableProps) {
  const state = useStore(store);
  return (
    <div className={classes['table']}>
      <Loaded
        load={loadOf(state)}
        what={words.title}
        onRetry={() => void store.load()}
        waiting={<Waiting lines={12} height={20} />}
      >
        {(known) =>
          known.lines.length === 0 ? <Nothing onClear={onClear} /> : <Lines state={known} store={store} {...rest} />
        }
      </Loaded>
    </div>
  );
}

function loadOf(state: ActivityState): Load<ActivityState> {
  if (state.phase === 'loading') return { phase: 'loading' };
  if (state.phase === 'ready' || state.problem === undefined) return { phase: 'ready', data: state, at: 0 };
  const { problem } = state;
  const last = state.lines.length === 0 ? {} : { last: { data: state, at: Date.now() } };
  return { phase: 'failed', problem, ...last };
}

function Nothing({ onClear }: Pick<ActivityTableProps, 'onClear'>) {
  if (onClear === undefined) {
    return (
      <EmptyState icon={Activity} title={words.empty}>
        {words.emptyText}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Search} title={words.noMatch} actions={<Button onClick={onClear}>{common.clearFilters}</Button>}>
      {words.noMatchText}
    </EmptyState>
  );
}

interface LinesProps extends Omit<ActivityTableProps, 'onClear'> {
  readonly state: ActivityState;
}

function Lines({ state: { lines, fresh, next }, store, openId, onOpen, onTop, isGrouped }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows: all, toggle } = useGroups(lines, isGrouped);
  const rows = useVirtualizer({
    count: all.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const isNearEnd = next !== undefined && last >= all.length - AHEAD;
  // A page of lines may add no row where they are grouped, so there somebody asks for each.
  const isAsked = isNearEnd && !isGrouped;
  useEffect(() => {
    if (isAsked) void store.more();
  }, [store, isAsked, next, all.length]);
  const toTop = (): void => {
    store.showFresh();
    rows.scrollToIndex(0);
  };
  return (
    <>
      {fresh.length > 0 && (
        <Button
          size="xs"
          variant="filled"
          className={classes['fresh'] ?? ''}
          leftSection={<ArrowUp size={14} aria-hidden />}
          onClick={toTop}
        >
          {words.fresh(fresh.length)}
        </Button>
      )}
      <div
        ref={scroller}
        className={classes['scroll']}
        role="table"
        aria-label={words.title}
        aria-rowcount={next === undefined ? all.length + 1 : -1}
        tabIndex={0}
        onScroll={({ currentTarget }) => onTop(currentTarget.scrollTop < ROW_PX)}
        onKeyDown={moveBetweenRows}
      >
        <div role="rowgroup" className={classes['head']}>
          <div role="row" aria-rowindex={1} className={classes['row']}>
            {Object.values(words.columns).map((name) => (
              <span key={name} role="columnheader">
                {name}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes['body']} style={{ height: rows.getTotalSize() }}>
          {shown.map(({ key, index, start }) => (
            <Row key={key} row={all[index]!} {...{ index, openId, onOpen }} offset={start} onToggle={toggle} />
          ))}
        </div>
      </div>
      {isAsked && (
        <p role="status" className={classes['more']}>
          {words.loadingMore}
        </p>
      )}
      {isNearEnd && isGrouped && (
        <Button size="xs" variant="subtle" className={classes['more'] ?? ''} onClick={() => void store.more()}>
          {words.older}
        </Button>
      )}
    </>
  );
}

interface RowProps extends Pick<LinesProps, 'openId' | 'onOpen'> {
  readonly row: GroupRow;
  readonly index: number;
  readonly offset: number;
  readonly onToggle: (group: LineGroup) => void;
}

function Row({ row, openId, onOpen, onToggle, ...place }: RowProps) {
  if (row.kind === 'group') return <SessionRow group={row.group} isOpen={row.isOpen} onToggle={onToggle} {...place} />;
  return <ActivityRow line={row.line} isOpen={idOf(row.line) === openId} onOpen={onOpen} {...place} />;
}

/** Up and down go from row to row. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const row = (event.target as HTMLElement).closest('[role=row]');
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
  const link = next?.querySelector<HTMLElement>('a, button');
  if (link === null || link === undefined) return;
  event.preventDefault();
  link.focus();
}
