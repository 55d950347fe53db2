import { Button } from '@mantine/core';
import type { ConsoleDesktop } from '../../../shared/contract/bridge';
import { StartAtLogin } from '../../components/start-at-login';
import { useDesktopFacts } from '../../hooks/use-desktop-facts';
import { useTestPrompt } from '../../hooks/use-test-prompt';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './welcome-page.module.css';

const { last: words } = strings.welcome;
const { testPrompt } = strings.common;

/** What may be done before it is over, and need not be. */
export function LastTouches() {
  const { desktop } = useConsole();
  const { isBusy, send } = useTestPrompt();
  return (
    <section className={classes['part']} aria-label={words.title}>
      <h3>{words.title}</h3>
      <div className={classes['touch']}>
        <p>{testPrompt.text}</p>
        <Button size="xs" onClick={send} loading={isBusy}>
          {testPrompt.send}
        </Button>
      </div>
      {desktop?.window === 'main' && <Start desktop={desktop} />}
    </section>
  );
}

function Start({ desktop }: { readonly desktop: ConsoleDesktop }) {
  const { facts, change } = useDesktopFacts(desktop);
  if (facts === undefined) return null;
  return (
    <div className={classes['touch']}>
      <StartAtLogin state={facts.autostart} onChange={(startsAtLogin) => change({ startsAtLogin })} />
    </div>
  );
}
