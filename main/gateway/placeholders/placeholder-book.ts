import type { ServerName } from '../../../shared/model/server';
import { placeholderText } from './placeholder-text';
import type { SealedValues } from './sealed-values';

/** Which way a value went when it was replaced. */
export type ValueWay = 'to-server' | 'from-server';

export interface Kept {
  /** Servers that were given the placeholder in place of the value. */
  readonly toServers: ReadonlySet<ServerName>;
  /** Servers whose words held the value: they know it. */
  readonly fromServers: ReadonlySet<ServerName>;
}

/** The placeholders of one session. What one session knows no other can find. */
export interface PlaceholderBook {
  /** The same placeholder for the same value. `isTaken` says which texts stand in the content already. */
  placeholderFor(value: string, use: PlaceholderUse): string;
  /** The value behind a placeholder; `undefined` when there is none, or `mayKnow` objects. */
  valueOf(placeholder: string, mayKnow: (kept: Kept) => boolean): string | undefined;
  readonly size: number;
}

export interface PlaceholderUse {
  readonly label: string;
  readonly server: ServerName;
  readonly way: ValueWay;
  readonly isTaken: (placeholder: string) => boolean;
}

interface Entry {
  readonly placeholder: string;
  readonly fingerprint: string;
  readonly sealed: Buffer;
  readonly toServers: Set<ServerName>;
  readonly fromServers: Set<ServerName>;
}

/** Values of one session; beyond them the one that was longest unused is forgotten, and its placeholder stays as it is. */
const MAX_VALUES = 10_000;

export function createPlaceholderBook(sealed: SealedValues): PlaceholderBook {
  const numbers = new Map<string, number>();
  const byPlaceholder = new Map<string, Entry>();
  /** In the order of their last use; most sessions never have one. */
  const byValue = new Map<string, Entry>();

  function touch(entry: Entry): void {
    byValue.delete(entry.fingerprint);
    byValue.set(entry.fingerprint, entry);
    if (byValue.size <= MAX_VALUES) return;
    const [oldest] = byValue.values();
    if (oldest === undefined) return;
    byValue.delete(oldest.fingerprint);
    byPlaceholder.delete(oldest.placeholder);
  }

  function nextPlaceholder(label: string, isTaken: (placeholder: string) => boolean): string {
    for (;;) {
      const number = (numbers.get(label) ?? 0) + 1;
      numbers.set(label, number);
      const placeholder = placeholderText(label, number);
      // A text that looks like a placeholder and is none must come back as it was.
      if (!isTaken(placeholder)) return placeholder;
    }
  }

  return {
    placeholderFor(value, { label, server, way, isTaken }) {
      const fingerprint = sealed.fingerprint(value);
      let entry = byValue.get(fingerprint);
      if (entry === undefined) {
        const placeholder = nextPlaceholder(label, isTaken);
        entry = { placeholder, fingerprint, sealed: sealed.seal(value), toServers: new Set(), fromServers: new Set() };
        byPlaceholder.set(placeholder, entry);
      }
      touch(entry);
      (way === 'to-server' ? entry.toServers : entry.fromServers).add(server);
      return entry.placeholder;
    },
    valueOf(placeholder, mayKnow) {
      const entry = byPlaceholder.get(placeholder);
      if (entry === undefined || !mayKnow(entry)) return undefined;
      touch(entry);
      return sealed.open(entry.sealed);
    },
    get size() {
      return byValue.size;
    },
  };
}
