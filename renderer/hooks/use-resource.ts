import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Load } from '../model/load';
import { useConsole } from '../stores/console';
import { createResource } from '../stores/resource';

/** What changes, changes in steps; and whoever takes a thing away leaves its page before anybody asks for it again. */
const SETTLE_MS = 100;

interface ResourceOptions {
  /** When something that this depends on was last heard of, epoch milliseconds: it is asked for again when that is another moment. */
  readonly newerAt?: number | undefined;
  /** What is shown is just being done: what would come of it is not asked for before that has failed. */
  readonly isUnderWay?: boolean;
}

/**
 * Asks for something that one screen alone needs: again when `about` names something else, when another configuration
 * is in force, and when the connection is back.
 */
export function useResource<T>(
  ask: () => Promise<T>,
  about: string,
  { newerAt, isUnderWay = false }: ResourceOptions = {},
): { readonly load: Load<T>; readonly refresh: () => Promise<void> } {
  const { configRevision, connection } = useConsole().stores;
  const newest = useRef(ask);
  newest.current = ask;
  // A new object for something else: nobody sees the old answer under the new name.
  const resource = useMemo(() => {
    void about;
    return createResource(() => newest.current());
  }, [about]);
  const revision = useStore(configRevision);
  const isLive = useStore(connection).phase === 'live';
  const asked = useRef<typeof resource | undefined>(undefined);
  useEffect(() => {
    if (!isLive || isUnderWay) return;
    if (asked.current !== resource) {
      asked.current = resource;
      void resource.refresh();
      return;
    }
    const timer = setTimeout(() => void resource.refresh(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [resource, revision, isLive, newerAt, isUnderWay]);
  return { load: useStore(resource), refresh: resource.refresh };
}
