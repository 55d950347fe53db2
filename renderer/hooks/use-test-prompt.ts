import { useLocation } from 'wouter';
import { useConsole } from '../stores/console';
import { useAction } from './use-action';

/** Puts a sample of a call before the person, where calls are decided: on the desktop in its window, in a tab on its screen. */
export function useTestPrompt() {
  const { client, stores, desktop } = useConsole();
  const { isBusy, run } = useAction();
  const [, go] = useLocation();
  const send = (): void =>
    void run(async () => {
      const { id } = await client.approvals.test({});
      if (desktop?.window === 'main') return desktop.showApprovals(id);
      await stores.approvals.refresh();
      go(`/approvals/${encodeURIComponent(id)}`);
    });
  return { isBusy, send };
}
