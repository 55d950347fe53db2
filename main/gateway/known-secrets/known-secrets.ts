import type { KnownSecretMatch, KnownSecrets } from '../ports/known-secrets';
import { isTrivial } from './is-trivial';
import { NeedleFinder } from './needle-finder';
import { rewrittenTexts } from './rewritten-texts';
import { secretNeedles } from './secret-needles';

/** Holds the values of secrets that were read, in memory alone, and gives none of them back. */
export interface SecretRegistry extends KnownSecrets {
  /** A secret was read, and may come back in content. */
  learn(name: string, value: string): void;
}

/** A server may still have the value that a secret had before. */
const MAX_PER_SECRET = 4;
const MAX_VALUES = 512;
/** The most characters that one character takes up: `\\u0041` inside a string inside a string. */
const LONGEST_ESCAPE = 8;
const ROOM_FOR_BREAKS = 64;

export function createSecretRegistry(): SecretRegistry {
  /** By value; the one learned last comes last. */
  const names = new Map<string, string>();
  let reach = 0;
  let finder: NeedleFinder | undefined;

  function forgetOldest(isMeant: (name: string) => boolean): void {
    for (const [value, name] of names) {
      if (!isMeant(name)) continue;
      names.delete(value);
      return;
    }
  }

  return {
    get reach() {
      return reach;
    },
    learn(name, given) {
      // Whoever wrote it into a file or a pipe may have ended the line.
      const value = given.trim();
      if (isTrivial(value)) return;
      const isKnown = names.get(value) === name;
      names.delete(value);
      names.set(value, name);
      if (isKnown) return;
      if ([...names.values()].filter((one) => one === name).length > MAX_PER_SECRET) {
        forgetOldest((one) => one === name);
      }
      if (names.size > MAX_VALUES) forgetOldest(() => true);
      const longest = [...names.keys()].reduce((most, one) => Math.max(most, Buffer.byteLength(one)), 0);
      reach = longest * LONGEST_ESCAPE + ROOM_FOR_BREAKS;
      finder = undefined;
    },
    match(text) {
      if (reach === 0) return NOTHING;
      finder ??= new NeedleFinder([...names].flatMap(([value, name]) => secretNeedles(name, value)));
      const found = new Map<string, { name: string; start: number; end: number }>();
      for (const { text: read, startOf, endOf } of rewrittenTexts(text)) {
        finder.find(read, ({ name, text: needle, before, after }, at) => {
          const start = startOf(Math.max(0, at - before));
          const end = endOf(Math.min(read.length, at + needle.length + after));
          found.set(`${start} ${end} ${name}`, { name, start, end });
        });
      }
      return found.size === 0 ? NOTHING : united([...found.values()]);
    },
  };
}

const NOTHING: readonly KnownSecretMatch[] = [];

/** Where one secret was found in places that overlap, it is one place. */
function united(found: { name: string; start: number; end: number }[]): readonly KnownSecretMatch[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const last = new Map<string, { name: string; start: number; end: number }>();
  return found.filter((match) => {
    const before = last.get(match.name);
    if (before !== undefined && match.start < before.end) {
      before.end = Math.max(before.end, match.end);
      return false;
    }
    last.set(match.name, match);
    return true;
  });
}
