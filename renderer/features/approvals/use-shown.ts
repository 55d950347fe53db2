import { useEffect } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { useConsole } from '../../stores/console';

/** Tells the gateway what is in view: it takes no decision that comes sooner. */
export function useShown({ id, state }: Hold): void {
  const { client } = useConsole();
  useEffect(() => {
    // A call that is over by now need not be shown to anybody.
    if (state !== 'resolved') void client.approvals.show({ id }).catch(() => undefined);
  }, [client, id, state]);
}
