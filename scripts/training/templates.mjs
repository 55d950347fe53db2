import { createRandom } from './random.mjs';

/**
 * Fills `{slot}` from lists of words: `each` different texts per template, or as many as there are. Slots may hold slots.
 */
export function fillTemplates({ templates, slots, each, seed }) {
  const random = createRandom(seed);
  const fill = (text) => {
    for (let rounds = 0; rounds < 6 && text.includes('{'); rounds += 1) {
      text = text.replace(/\{(\w+)\}/g, (whole, slot) =>
        slots[slot] === undefined ? whole : random.pick(slots[slot]),
      );
    }
    return text;
  };
  return templates.flatMap((template) => {
    const texts = new Set();
    for (let tries = 0; tries < each * 3 && texts.size < each; tries += 1) texts.add(fill(template));
    return [...texts];
  });
}

/** One text a line; a line of three dashes does not count. */
export function linesOf(block) {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '---');
}

/** One text a line; the two characters of an escaped line break become one. */
export const textsOf = (block) => linesOf(block).map((line) => line.replaceAll('\\n', '\n'));

/** The phrases between upright strokes, over as many lines as they take. */
export const phrasesOf = (block) =>
  block
    .split('|')
    .map((phrase) => phrase.replace(/\s+/g, ' ').trim())
    .filter((phrase) => phrase !== '');
