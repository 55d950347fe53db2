import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Load } from '../model/load';
import { useConsole } from '../stores/console';
import { createResource } from '../stores/resource';

/**
 * Asks for something that one screen alone needs: again when `about` names something else, when another configuration
 * is in force, and when the connection is back.
 */
export function useResource<T>(
  ask: () => Promise<T>,
  about: string,
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
  useEffect(() => {
    if (isLive) void resource.refresh();
  }, [resource, revision, isLive]);
  return { load: useStore(resource), refresh: resource.refresh };
}
