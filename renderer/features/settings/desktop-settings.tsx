import { Button, Select, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ConsoleDesktop } from '../../../shared/contract/bridge';
import {
  ALERT_WAYS,
  type AutostartState,
  type DesktopChange,
  type DesktopFacts,
  type UpdateState,
} from '../../../shared/contract/desktop-facts';
import { RemoteError } from '../../api/remote-error';
import { Card } from '../../components/card';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './settings-page.module.css';

const { desktop: words } = strings.settings;

/** The desktop program around the gateway; nothing in a browser tab. */
export function DesktopSettings() {
  const { desktop } = useConsole();
  return desktop?.window === 'main' ? <DesktopCard desktop={desktop} /> : null;
}

function DesktopCard({ desktop }: { readonly desktop: ConsoleDesktop }) {
  const [facts, setFacts] = useState<DesktopFacts | undefined>(undefined);
  const { isBusy, run } = useAction();
  const change = (wanted: DesktopChange): void =>
    void run(async () => {
      const reply = await desktop.setUp(wanted);
      if (!reply.ok) throw new RemoteError(reply.error.error);
      setFacts(reply.value as DesktopFacts);
    });
  useEffect(() => {
    let isGone = false;
    void desktop.setUp({}).then((reply) => {
      if (reply.ok && !isGone) setFacts(reply.value as DesktopFacts);
    });
    return () => void (isGone = true);
  }, [desktop]);
  if (facts === undefined) return null;
  return (
    <Card title={words.title}>
      <div className={classes['form']}>
        <Select
          label={words.alertBy}
          description={words.alertByHint}
          data={ALERT_WAYS.map((value) => ({ value, label: words.alertWays[value] }))}
          value={facts.alertBy}
          onChange={(value) => change({ alertBy: ALERT_WAYS.find((each) => each === value) })}
          allowDeselect={false}
        />
        <StartAtLogin state={facts.autostart} onChange={(startsAtLogin) => change({ startsAtLogin })} />
        {!facts.hasTray && <p>{words.noTray}</p>}
        <Updates state={facts.update} isBusy={isBusy} onAct={(update) => change({ update })} />
      </div>
    </Card>
  );
}

interface StartProps {
  readonly state: AutostartState;
  readonly onChange: (isOn: boolean) => void;
}

/** What nobody knows is shown as unknown, and not as off. */
function StartAtLogin({ state, onChange }: StartProps) {
  if (state.kind === 'unknown') return <p>{words.startUnknown(state.why)}</p>;
  return (
    <Switch
      label={words.start}
      description={state.kind === 'needs-approval' ? words.startNeedsApproval : undefined}
      checked={state.kind !== 'off'}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

interface UpdatesProps {
  readonly state: UpdateState;
  readonly isBusy: boolean;
  readonly onAct: (act: 'check' | 'install') => void;
}

function Updates({ state, isBusy, onAct }: UpdatesProps) {
  const canCheck = state.kind === 'idle' || state.kind === 'current' || state.kind === 'failed';
  return (
    <>
      <p role="status">{words.update(state)}</p>
      {/* What a feed says is text, whatever it looks like. */}
      {state.kind === 'ready' && state.notes !== '' && <pre>{state.notes}</pre>}
      {canCheck && (
        <Button loading={isBusy} onClick={() => onAct('check')}>
          {words.check}
        </Button>
      )}
      {state.kind === 'ready' && <Button onClick={() => onAct('install')}>{words.install}</Button>}
    </>
  );
}
