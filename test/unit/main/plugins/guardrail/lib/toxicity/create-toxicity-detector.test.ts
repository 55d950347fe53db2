import { beforeAll, describe, expect, it } from 'vitest';
import type { Hit, Passage, TextDetector } from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import { loadWeights } from '../../../../../../../main/plugins/guardrail/lib/model/load-weights';
import { createToxicityDetector } from '../../../../../../../main/plugins/guardrail/lib/toxicity/create-toxicity-detector';

const passage = (text: string): Passage => ({
  text,
  form: 'plain',
  phase: 'input',
  at: '',
  member: undefined,
  isKey: false,
});

describe('createToxicityDetector', () => {
  let detector: TextDetector;
  const found = (text: string): readonly Hit[] => detector.detect(passage(text)).filter(({ score }) => score >= 0.5);

  beforeAll(async () => {
    detector = createToxicityDetector(await loadWeights('toxicity'));
  });

  it.each([
    ['profanity', 'you are such a bitch', 'bitch'],
    ['profanity', 'what a f u c k i n g mess', 'f u c k i n g'],
    ['profanity', 'b1tch please', 'b1tch'],
    ['profanity', 'fuuuuck off', 'fuuuuck'],
    ['slur', 'get lost, faggot', 'faggot'],
    ['threat', 'I am going to kill you tonight', 'I am going to kill you'],
    ['threat', 'just go kill yourself', 'just go kill yourself'],
    ['threat', 'I hope you die alone', 'hope you die'],
  ])('finds a %s in %j', (rule, text, words) => {
    const hit = found(text).find((one) => one.rule === rule)!;
    expect(text.slice(hit.start, hit.end)).toBe(words);
    expect(hit.severity).toBe(rule === 'profanity' ? 'low' : 'high');
  });

  it.each([
    'The town of Scunthorpe played against Penistone.',
    'Assess the classic assumptions of the analysis, then pass the grass.',
    'Kill the process and restart the worker.',
    'fix: this damn test was flaky as hell',
    'The cockpit of the Dickinson shuttle has a cockatoo on board.',
    'Dogs and cats, rats and snakes: a visit to the zoo.',
    'A hoedown in Essex with niggling doubts about Nigeria and Niger.',
    '请帮我写一封信。',
  ])('leaves %j alone', (text) => {
    expect(found(text)).toEqual([]);
  });
});
