import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** What stands behind `#`: the path, and the query that belongs to it. */
function parts(): readonly [path: string, query: string] {
  const [path = '', query = ''] = window.location.hash.replace(/^#?\/?/, '').split('?', 2);
  return [`/${path}`, query];
}

function navigate(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const oldURL = window.location.href;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', `#${to.replace(/^#/, '')}`);
  window.dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: window.location.href }));
}

/** Screens and their filters stand behind `#`, so that every one of them can be linked to and the server serves one page. */
export const useHashLocation: BaseLocationHook & {
  readonly hrefs: (href: string) => string;
  readonly searchHook: () => string;
} = Object.assign(() => [useSyncExternalStore(subscribe, () => parts()[0]), navigate] as [string, typeof navigate], {
  hrefs: (href: string) => `#${href}`,
  searchHook: () => useSyncExternalStore(subscribe, () => parts()[1]),
});
