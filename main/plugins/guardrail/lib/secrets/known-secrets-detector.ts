import type { KnownSecrets } from '../../../../gateway/ports/known-secrets';
import { EVERY_PHASE, type ContentDetector, type LocatedHit } from '../detect/detector';
import { findTexts } from '../detect/find-texts';

/** As much as is looked at before others may work. */
const SLICE = 65_536;

/** Finds the very secrets that the gateway has read, in every string, names of members included. */
export function createKnownSecretsDetector(known: KnownSecrets): ContentDetector {
  return {
    detector: 'secrets',
    phases: EVERY_PHASE,
    *detect({ content }) {
      const { reach } = known;
      if (reach === 0) return;
      const length = Math.max(SLICE, 2 * reach);
      let looked = 0;
      for (const { text, isKey, place } of findTexts(content, { everyName: true })) {
        for (let offset = 0; ; offset += length - reach) {
          const slice = text.length <= length ? text : text.slice(offset, offset + length);
          for (const { name, start, end } of known.match(slice)) {
            const span = isKey ? ({ isKey } as const) : {};
            yield { ...hitOf(name), ...span, at: place?.at ?? '', start: start + offset, end: end + offset };
          }
          looked += slice.length + 1;
          if (looked >= SLICE) yield undefined;
          if (looked >= SLICE) looked = 0;
          if (offset + length >= text.length) break;
        }
      }
    },
  };
}

function hitOf(name: string): Omit<LocatedHit, 'at'> {
  return { rule: `vault-secret-${name}`, severity: 'critical', score: 1, message: `the secret "${name}"` };
}
