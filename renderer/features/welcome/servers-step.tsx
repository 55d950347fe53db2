import { Button } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { Loaded } from '../../components/loaded';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { FoundServerList } from './found-server-list';
import classes from './welcome-page.module.css';

const { servers: words } = strings.welcome;

interface ServersStepProps {
  readonly AddServer: ComponentType<{ readonly isOpen: boolean; readonly onClose: () => void }>;
}

/** Brings servers behind the gateway: those of clients, or one of one's own. */
export function ServersStep({ AddServer }: ServersStepProps) {
  const { servers } = useConsole().stores;
  const load = useLoad(servers);
  const [isAdding, setAdding] = useState(false);
  return (
    <Loaded load={load} what={words.have} onRetry={() => void servers.refresh()}>
      {(known) => {
        const names = known.map(({ server_name: name }) => name);
        return (
          <>
            <FoundServerList known={names} />
            <section className={classes['part']}>
              <h3>{words.own}</h3>
              <p>{words.ownText}</p>
              <Button onClick={() => setAdding(true)}>{words.addOwn}</Button>
              <AddServer isOpen={isAdding} onClose={() => setAdding(false)} />
            </section>
            <section className={classes['part']} aria-live="polite">
              <h3>{words.have}</h3>
              {names.length === 0 ? (
                <p>{words.haveNone}</p>
              ) : (
                <ul className={classes['names']}>
                  {names.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              )}
            </section>
          </>
        );
      }}
    </Loaded>
  );
}
