import { Button, Menu } from '@mantine/core';
import {
  ChevronDown,
  CircleDashed,
  CirclePause,
  type LucideIcon,
  ShieldAlert,
  ShieldCheck,
  Unplug,
} from 'lucide-react';
import { useStore } from 'zustand';
import { useAction } from '../../hooks/use-action';
import { useNow } from '../../hooks/use-now';
import { knownOf } from '../../model/load';
import { type Protection, protectionOf } from '../../model/protection';
import { useConsole, useLoad } from '../../stores/console';
import { formatHour } from '../../strings/format';
import { formatDuration } from '../../strings/format-duration';
import { strings } from '../../strings/strings';
import classes from './protection-banner.module.css';

const { overview } = strings;

const ICONS: Readonly<Record<Protection, LucideIcon>> = {
  connecting: CircleDashed,
  lost: Unplug,
  paused: CirclePause,
  attention: ShieldAlert,
  idle: CircleDashed,
  protected: ShieldCheck,
};

/** Whether you are protected, in one sentence, and the switch that stops everything. */
export function ProtectionBanner() {
  const { stores } = useConsole();
  const connection = useStore(stores.connection);
  const status = knownOf(useLoad(stores.status));
  const pauses = knownOf(useLoad(stores.pauses));
  const protection = protectionOf({ connection, status, pauses });
  const Icon = ICONS[protection];
  const pause = pauses?.find(({ target }) => target.kind === 'all');
  return (
    <section className={classes['banner']} data-protection={protection} aria-labelledby="protection">
      <Icon size={28} strokeWidth={1.5} aria-hidden />
      <div className={classes['words']}>
        <h2 id="protection">
          {overview.banner[protection]}
          {pause?.until !== undefined && ` ${overview.pauseUntil(formatHour(pause.until))}`}
        </h2>
        <p>{overview.explain[protection]}</p>
        <Counts />
      </div>
      <PauseMenu pauseId={pause?.id} />
    </section>
  );
}

function Counts() {
  const status = knownOf(useLoad(useConsole().stores.status));
  const now = useNow();
  if (status === undefined) return null;
  const ready = status.upstreams.filter(({ state }) => state === 'ready').length;
  const facts = [
    overview.ready(ready, status.upstreams.length),
    overview.sessions(status.sessions),
    overview.upFor(formatDuration(now - status.startedAt)),
  ];
  return <p className={classes['counts']}>{facts.join(' · ')}</p>;
}

/** Pausing is safe, and undone with the same button: nobody is asked twice. */
function PauseMenu({ pauseId }: { readonly pauseId: string | undefined }) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const pauseFor = (seconds?: number): void => {
    const input = { target: { kind: 'all' }, ...(seconds === undefined ? {} : { seconds }) } as const;
    void run(() => client.pauses.add(input), overview.pausedAll).then(stores.pauses.refresh);
  };
  if (pauseId !== undefined) {
    const resume = (): void =>
      void run(() => client.pauses.resume({ id: pauseId }), overview.resumedAll).then(stores.pauses.refresh);
    return (
      <Button variant="filled" onClick={resume} loading={isBusy}>
        {overview.resume}
      </Button>
    );
  }
  return (
    <Menu>
      <Menu.Target>
        <Button rightSection={<ChevronDown size={14} aria-hidden />} loading={isBusy}>
          {overview.pause}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => pauseFor(900)}>{overview.pauseFor.quarter}</Menu.Item>
        <Menu.Item onClick={() => pauseFor(3_600)}>{overview.pauseFor.hour}</Menu.Item>
        <Menu.Item onClick={() => pauseFor()}>{overview.pauseFor.open}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
