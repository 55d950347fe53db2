import { useCallback } from 'react';
import { useAction } from '../hooks/use-action';
import { knownOf } from '../model/load';
import { useConsole, useLoad } from '../stores/console';
import { strings } from '../strings/strings';

const { overview } = strings;

/** Stops everything at once, and lets it go on. */
export function usePanic() {
  const { client, stores } = useConsole();
  const pauses = knownOf(useLoad(stores.pauses));
  const { run } = useAction();
  const everybody = pauses?.find(({ target }) => target.kind === 'all');
  const pauseAll = useCallback(() => {
    if (everybody !== undefined) return;
    void run(() => client.pauses.add({ target: { kind: 'all' } }), overview.pausedAll).then(stores.pauses.refresh);
  }, [client, everybody, run, stores]);
  const resumeAll = useCallback(() => {
    if (everybody === undefined) return;
    void run(() => client.pauses.resume({ id: everybody.id }), overview.resumedAll).then(stores.pauses.refresh);
  }, [client, everybody, run, stores]);
  return { isPaused: everybody !== undefined, pauseAll, resumeAll };
}
