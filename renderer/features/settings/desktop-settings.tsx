import { Button, Select } from '@mantine/core';
import type { ConsoleDesktop } from '../../../shared/contract/bridge';
import { ALERT_WAYS, type UpdateState } from '../../../shared/contract/desktop-facts';
import { Card } from '../../components/card';
import { StartAtLogin } from '../../components/start-at-login';
import { useDesktopFacts } from '../../hooks/use-desktop-facts';
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
  const { facts, isBusy, change } = useDesktopFacts(desktop);
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
