import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Bridge } from '../../shared/contract/bridge';
import type { AdminClient } from '../../shared/contract/contract';
import type { Load } from '../model/load';
import type { AppearanceStore } from '../theme/appearance';
import type { Resource } from './resource';
import type { Stores } from './stores';

/** What every screen is given. */
export interface Console {
  readonly client: AdminClient;
  readonly stores: Stores;
  readonly appearance: AppearanceStore;
  /** Where the person sits, for the record. */
  readonly place: 'window' | 'console';
  /** What the desktop can do for this page; absent in a browser tab. */
  readonly desktop?: Bridge['desktop'];
}

const Context = createContext<Console | undefined>(undefined);

export function ConsoleProvider({ value, children }: { readonly value: Console; readonly children: ReactNode }) {
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useConsole(): Console {
  const given = useContext(Context);
  if (given === undefined) throw new Error('There is no console around this component');
  return given;
}

/** What is known; asks for it when nobody has yet. */
export function useLoad<T>(resource: Resource<T>): Load<T> {
  useEffect(() => resource.want(), [resource]);
  return useStore(resource);
}
