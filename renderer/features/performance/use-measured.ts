import { useEffect, useState } from 'react';
import { useResource } from '../../hooks/use-resource';
import type { Load } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';

/** Numbers change with every request; a person reads them once in a while. */
const LEAST_MS = 2_000;

/** Asks again when something has happened in the gateway, and not more often than people can read. */
export function useMeasured<T>(
  ask: () => Promise<T>,
  about: string,
): { readonly load: Load<T>; readonly refresh: () => Promise<void> } {
  const { load, refresh } = useResource(ask, about);
  const told = useLoad(useConsole().stores.status);
  const [first] = useState(told);
  useEffect(() => {
    if (told === first) return;
    const timer = setTimeout(() => void refresh(), LEAST_MS);
    return () => clearTimeout(timer);
  }, [told, first, refresh]);
  return { load, refresh };
}
