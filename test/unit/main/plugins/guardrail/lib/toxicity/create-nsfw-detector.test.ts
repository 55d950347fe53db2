import { describe, expect, it } from 'vitest';
import type { Hit, Passage } from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import { createNsfwDetector } from '../../../../../../../main/plugins/guardrail/lib/toxicity/create-nsfw-detector';

const passage = (text: string): Passage => ({
  text,
  form: 'plain',
  phase: 'output',
  at: '',
  member: undefined,
  isKey: false,
});

describe('createNsfwDetector', () => {
  const detector = createNsfwDetector();
  const found = (text: string): readonly Hit[] => detector.detect(passage(text)).filter(({ score }) => score >= 0.5);

  it.each([
    ['watch free p0rn here', 'p0rn'],
    ['nude tones suit this lipstick', undefined],
    ['a blowjob in the park', 'blowjob'],
    ['She moaned, naked on the bed, her breasts and lips aroused', 'moaned'],
  ])('judges %j', (text, word) => {
    const hits = found(text);
    if (word === undefined) expect(hits).toEqual([]);
    else expect(hits.map(({ start, end }) => text.slice(start, end))).toContain(word);
  });

  it.each([
    'Breast cancer screening is offered to women over fifty.',
    'Sex education covers contraception and sexual health at school.',
    'The column "sex" holds male or female.',
    'strip the whitespace and lick the stamp',
    'A naked statue of a virgin in the museum of Essex.',
    'The cockpit crew ate Dickens cum laude.',
  ])('leaves %j alone', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('reads a megabyte of such words in no time', () => {
    const startedAt = performance.now();
    detector.detect(passage('sex doctor naked '.repeat(60_000)));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
