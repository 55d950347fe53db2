import { type Form, type TextDetector, EVERY_PHASE } from '../detect/detector';
import type { KeywordPool } from '../detect/keyword-pool';
import { measureCharacters, measureWords } from './measure-repetition';
import { createSpongeRequests } from './sponge-requests';

const FORMS: ReadonlySet<Form> = new Set(['plain']);
/** Fewer characters cannot hold enough words to repeat. */
const SHORTEST_LITANY = 512;

/** Finds texts built to burn tokens and time: by what they are, or by what they ask for. */
export function createSpongeDetector(pool?: KeywordPool): TextDetector {
  const findRequests = createSpongeRequests(pool);
  return {
    detector: 'sponge',
    phases: EVERY_PHASE,
    forms: FORMS,
    detect: ({ text, readings }) => {
      const requests = findRequests(text, readings);
      if (text.length < SHORTEST_LITANY && requests.length === 0) return measureCharacters(text);
      return [...requests, ...measureCharacters(text), ...(text.length < SHORTEST_LITANY ? [] : measureWords(text))];
    },
  };
}
