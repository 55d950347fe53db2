import { useEffect, useState } from 'react';
import type { ConsoleDesktop } from '../../shared/contract/bridge';
import type { DesktopChange, DesktopFacts } from '../../shared/contract/desktop-facts';
import { valueOf } from '../api/value-of';
import { useAction } from './use-action';

/** How the desktop program is set up, once it has said so, and what changes that. */
export function useDesktopFacts(desktop: ConsoleDesktop) {
  const [facts, setFacts] = useState<DesktopFacts | undefined>(undefined);
  const { isBusy, run } = useAction();
  const change = (wanted: DesktopChange): void =>
    void run(async () => {
      setFacts(valueOf(await desktop.setUp(wanted)) as DesktopFacts);
    });
  useEffect(() => {
    let isGone = false;
    void desktop.setUp({}).then((reply) => {
      if (reply.ok && !isGone) setFacts(reply.value as DesktopFacts);
    });
    return () => void (isGone = true);
  }, [desktop]);
  return { facts, isBusy, change };
}
