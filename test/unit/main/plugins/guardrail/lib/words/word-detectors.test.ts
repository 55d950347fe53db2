import { describe, expect, it } from 'vitest';
import {
  createBannedKeywordsDetector,
  createTopicsDetector,
} from '../../../../../../../main/plugins/guardrail/lib/words/word-detectors';

const passage = (text: string) =>
  ({ text, form: 'plain', phase: 'input', at: '/a', member: 'a', isKey: false }) as const;

describe('createBannedKeywordsDetector', () => {
  const detector = createBannedKeywordsDetector(['sudo', 'Project Nightingale', 'naïve']);
  const found = (text: string) => detector.detect(passage(text)).map(({ start, end }) => text.slice(start, end));

  it.each([
    ['run SUDO now', ['SUDO']],
    ['about project nightingale and sudo', ['project nightingale', 'sudo']],
    ['so nai\u0308ve', []],
    ['pseudosudo and sudoku', []],
  ])('%j', (text, expected) => expect(found(text)).toEqual(expected));
});

describe('createTopicsDetector', () => {
  const detector = createTopicsDetector({
    gambling: ['casino', 'roulette', 'blackjack'],
    weather: ['rain', 'snow'],
  });
  const topics = (text: string) =>
    detector.detect(passage(text)).flatMap(({ message, score }) => (score >= 0.5 ? [message] : []));

  it.each([
    ['the casino has roulette', ['the topic "gambling"']],
    ['casino, casino and casino', ['the topic "gambling"']],
    ['the casino is closed', []],
    ['rain and snow at the casino with blackjack', ['the topic "gambling"', 'the topic "weather"']],
    ['snowman in the rainbow', []],
  ])('%j', (text, expected) => expect(topics(text)).toEqual(expected));
});
