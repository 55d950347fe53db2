import { Drawer } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import { useStore } from 'zustand';
import { useNarrow } from '../../hooks/use-narrow';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { ActivityBar } from './activity-bar';
import {
  type FilterChoice,
  filterOf,
  withoutView,
  isGrouped,
  isMeant,
  readChoice,
  writeChoice,
} from './activity-filter';
import classes from './activity-page.module.css';
import { createActivityStore } from './activity-store';
import { ActivityTable } from './activity-table';
import { LineDetail } from './line-detail';

const { activity: words } = strings;

/** What happened, line by line, and each line with its story. */
export function ActivityPage() {
  const { client, stores } = useConsole();
  const { id } = useParams<{ id?: string }>();
  const query = useSearch();
  const [, go] = useLocation();
  const choice = useMemo(() => readChoice(query), [query]);
  // How lines are shown is no reason to ask for them again.
  const asked = writeChoice(withoutView(choice));
  const store = useMemo(() => createActivityStore(client, filterOf(readChoice(asked), Date.now())), [client, asked]);
  const isAtTop = useRef(true);
  const isLive = useStore(stores.connection).phase === 'live';
  useEffect(() => {
    if (isLive) void store.load();
  }, [store, isLive]);
  useEffect(
    () =>
      stores.lastLine.subscribe((line) => {
        if (line !== undefined && isMeant(line, choice)) store.hear(line, isAtTop.current);
      }),
    [stores, store, choice],
  );
  const show = (next: FilterChoice): void => go(`/activity${writeChoice(next)}`, { replace: true });
  const open = (lineId: string | undefined): void =>
    go(`/activity${lineId === undefined ? '' : `/${encodeURIComponent(lineId)}`}${writeChoice(choice)}`);
  const isNarrow = useNarrow(1_000);
  return (
    <div className={classes['page']} data-open={id !== undefined || undefined}>
      <ActivityBar choice={choice} onChoice={show} store={store} />
      <ActivityTable
        store={store}
        openId={id}
        onOpen={open}
        onTop={(isTop) => {
          isAtTop.current = isTop;
        }}
        isGrouped={isGrouped(choice)}
        onClear={asked === '' ? undefined : () => show(isGrouped(choice) ? { group: 'session' } : {})}
      />
      <Drawer
        opened={id !== undefined}
        onClose={() => open(undefined)}
        title={words.detail.title}
        size={isNarrow ? '100%' : 460}
        withOverlay={isNarrow}
        trapFocus={isNarrow}
        closeOnClickOutside={false}
      >
        {id !== undefined && <LineDetail key={id} id={id} />}
      </Drawer>
    </div>
  );
}
