import { describe, expect, it } from 'vitest';
import type { Hit, Passage } from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import { createBiasDetector } from '../../../../../../../main/plugins/guardrail/lib/toxicity/create-bias-detector';

const passage = (text: string): Passage => ({
  text,
  form: 'plain',
  phase: 'output',
  at: '',
  member: undefined,
  isKey: false,
});

describe('createBiasDetector', () => {
  const detector = createBiasDetector();
  const found = (text: string): readonly Hit[] => detector.detect(passage(text)).filter(({ score }) => score >= 0.5);

  it.each([
    ['generalisation', 'Honestly, all women are bad drivers.', 'women are bad drivers'],
    ['generalisation', 'Those immigrants are just criminals', 'immigrants are just criminals'],
    ['generalisation', 'Alle Ausländer sind kriminell.', 'Ausländer sind kriminell'],
    ['inferiority', 'Black people are less intelligent than others', 'Black people are less intelligent than'],
    ['exclusion', 'Women should not be allowed to vote.', 'Women should not be allowed to vote'],
    ['exclusion', 'I say muslims should be deported', 'muslims should be deported'],
    ['refusal', 'We do not hire old people here', 'We do not hire old people'],
  ])('finds a %s in %j', (rule, text, words) => {
    const hit = found(text).find((one) => one.rule === rule)!;
    expect(text.slice(hit.start, hit.end)).toBe(words);
  });

  it.each([
    'Women are under-represented among engineers.',
    'The study shows that migrants are more often victims of crime.',
    'It is a myth that women are bad drivers.',
    'He falsely claimed that immigrants are criminals.',
    'All men are created equal.',
    'Children and old people should not drink too much coffee',
    'Most workers are employees of the bank.',
    'We hire people of all ages.',
    'Germans are the largest group of visitors.',
  ])('leaves %j alone', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('reads a megabyte of such words in no time', () => {
    const startedAt = performance.now();
    detector.detect(passage('all women are should not less '.repeat(33_000)));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
