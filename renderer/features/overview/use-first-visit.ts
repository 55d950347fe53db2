import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useWelcome } from '../../hooks/use-welcome';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';

/** Brings whoever opens a gateway that nobody has set up yet to the first steps, once. */
export function useFirstVisit(): void {
  const { stores } = useConsole();
  const { step, isOver } = useWelcome();
  const [, go] = useLocation();
  const servers = knownOf(useLoad(stores.servers));
  const clients = knownOf(useLoad(stores.clients));
  const recent = knownOf(useLoad(stores.recent));
  const isBlank =
    servers !== undefined &&
    clients !== undefined &&
    recent !== undefined &&
    // The server that we ship stands in the first configuration.
    servers.every(({ command, url }) => command === null && url === null) &&
    clients.every(({ api_key_id: key }) => key === null) &&
    recent.lines.length === 0;
  const isFirst = isBlank && !isOver && step === undefined;
  useEffect(() => {
    if (isFirst) go('/welcome', { replace: true });
  }, [isFirst, go]);
}
