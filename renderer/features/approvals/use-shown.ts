import { useCallback, useEffect, useRef } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { useConsole } from '../../stores/console';

/**
 * Tells the gateway what is in view: it takes no decision that comes sooner. The function that is returned resolves once the
 * gateway knows, with the moment of that on the clock of the page.
 */
export function useShown({ id, state }: Hold): () => Promise<number> {
  const { client } = useConsole();
  const told = useRef(Promise.resolve(0));
  useEffect(() => {
    // A call that is over by now need not be shown to anybody.
    if (state === 'resolved') return;
    const show = client.approvals.show({ id }).catch(() => undefined);
    told.current = show.then(() => performance.now());
  }, [client, id, state]);
  return useCallback(() => told.current, []);
}
