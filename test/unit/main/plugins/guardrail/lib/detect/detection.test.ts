import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../../../../main/gateway/ports/guardrail';
import { createDetection, type Detectors } from '../../../../../../../main/plugins/guardrail/lib/detect/detection';
import {
  EVERY_PHASE,
  type ContentDetector,
  type Form,
  type Passage,
  type TextDetector,
} from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import type { DetectorName } from '../../../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../../../shared/model/verdict';

const ALL_FORMS: readonly Form[] = ['plain', 'folded', 'decoded'];

/** Finds a word, and remembers what it was shown. */
function wordDetector(word: string, detector: DetectorName = 'pii', forms: readonly Form[] = ALL_FORMS) {
  const shown: Passage[] = [];
  const made: TextDetector = {
    detector,
    phases: EVERY_PHASE,
    forms: new Set(forms),
    detect(passage) {
      shown.push(passage);
      return [...passage.text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({
        rule: word,
        severity: 'low',
        score: 0.5,
        message: 'a word',
        start: index,
        end: index + word.length,
      }));
    },
  };
  return { made, shown };
}

function detectAll(detectors: Partial<Detectors>, content: unknown, more: Partial<Inspection> = {}) {
  const steps = createDetection({ texts: [], contents: [], ...detectors })({
    phase: 'output',
    server: 's',
    method: 'tools/call',
    content,
    ...more,
  });
  for (let count = 0; ; count += 1) {
    const step = steps.next();
    if (step.done === true) return { findings: step.value, pauses: count };
  }
}

const find = (content: unknown) => detectAll({ texts: [wordDetector('badger').made] }, content).findings;
const places = (findings: readonly DetectedFinding[]) =>
  findings.map(({ at, start, end, isKey }) => [at, start, end, ...(isKey === true ? ['key'] : [])]);

describe('detection', () => {
  it.each<[string, unknown, unknown[]]>([
    ['a text', 'a badger', [['', 2, 8]]],
    [
      'texts at any depth',
      { a: [{ b: 'badger' }, ['x', 'my badger']] },
      [
        ['/a/0/b', 0, 6],
        ['/a/1/1', 3, 9],
      ],
    ],
    ['names of members', { 'the badger': 1 }, [['/the badger', 4, 10, 'key']]],
    [
      'names with signs of pointers',
      { 'a/b~c badger': 'badger' },
      [
        ['/a~1b~0c badger', 6, 12, 'key'],
        ['/a~1b~0c badger', 0, 6],
      ],
    ],
    [
      'several in one text',
      'badger badger',
      [
        ['', 0, 6],
        ['', 7, 13],
      ],
    ],
    ['letters that look alike', 'the bаdgеr', [['', 4, 10]]],
    ['invisible letters within', 'the b\u200badg\u200ber!', [['', 4, 12]]],
    ['behind what is two units long', '🎉🎉 b\u200badger', [['', 5, 12]]],
    ['in full width', 'ｂａｄｇｅｒ', [['', 0, 6]]],
    ['once, where two forms show it', 'badger and \u200b', [['', 0, 6]]],
  ])('finds %s', (_, content, expected) => {
    expect(places(find(content))).toEqual(expected);
  });

  it.each([
    ['base64', Buffer.from('this is the badger of ours').toString('base64')],
    ['hex', Buffer.from('this is the badger of ours').toString('hex')],
    ['percent encoding', '%62%61%64%67%65%72%20and'],
    ['base64 of what looks alike', Buffer.from('this is the bаdgеr of ours').toString('base64')],
  ])('finds what %s says, in the whole of it', (_, encoded) => {
    expect(places(find({ text: `so: ${encoded}` }))).toEqual([['/text', 4, 4 + encoded.length]]);
  });

  it.each([0, 1_000, 12_285, 12_288, 16_380, 16_384, 40_000, 60_000])('finds in a long text at %i', (start) => {
    const text = `${'x '.repeat(start / 2).padEnd(start, 'x')}badger${' y'.repeat(10_000)}`;
    expect(places(find([text]))).toEqual([['/0', start, start + 6]]);
  });

  it('finds in folded and encoded parts of a long text', () => {
    const encoded = Buffer.from('this is the badger of ours').toString('base64');
    const text = `${'x '.repeat(20_000)}\u200bb\u200badger ${encoded} ${'y '.repeat(9_000)}`;
    expect(places(find(text))).toEqual([
      ['', 40_001, 40_008],
      ['', 40_009, 40_009 + encoded.length],
    ]);
  });

  it('does not look at ordinary names, nor at what is too short', () => {
    const { made, shown } = wordDetector('badger');
    const odd = ['ba-dger2', '9badgers', 'two words', 'b'.repeat(40)];
    const members = ['badger', 'badger_set', 'badger-set', 'ba$dger', 'Badger', ...odd].map((name) => [name, 'no']);
    detectAll({ texts: [made] }, Object.fromEntries(members));
    expect(shown.map(({ text }) => text).sort()).toEqual(odd.sort());
  });

  it('tells a detector where a text comes from', () => {
    const { made, shown } = wordDetector('x');
    detectAll({ texts: [made] }, { arguments: { command: ['one word'], 'a/b': 'two words' } }, { phase: 'input' });
    const [name, first, second] = shown;
    expect(name).toMatchObject({ text: 'a/b', at: '/arguments/a~1b', member: undefined, isKey: true });
    expect(first).toMatchObject({ text: 'one word', form: 'plain', phase: 'input', at: '/arguments/command/0' });
    expect(first).toMatchObject({ member: 'command', isKey: false });
    expect(second).toMatchObject({ text: 'two words', at: '/arguments/a~1b', member: 'a/b', isKey: false });
  });
});

describe('a detector', () => {
  it.each<[string, readonly Form[], readonly Form[]]>([
    ['every form', ALL_FORMS, ['plain', 'folded', 'decoded']],
    ['the plain text alone', ['plain'], ['plain']],
    ['what is decoded alone', ['decoded'], ['decoded']],
  ])('is shown %s, as it asks', (_, forms, expected) => {
    const { made, shown } = wordDetector('badger', 'pii', forms);
    detectAll({ texts: [made] }, `ｂ ${Buffer.from('this is the badger of ours').toString('base64')}`);
    expect(shown.map(({ form }) => form)).toEqual(expected);
  });

  it('is shown no form that is the same as the plain one', () => {
    const { made, shown } = wordDetector('badger');
    detectAll({ texts: [made] }, 'a badger of ours, as plain as can be');
    expect(shown).toHaveLength(1);
  });

  const both = [wordDetector('badger', 'pii').made, wordDetector('wombat', 'secrets').made];
  const found = (more: Partial<Inspection>, texts = both) =>
    detectAll({ texts }, 'badger wombat', more).findings.map(({ detector }) => detector);

  it('is chosen by what is wanted', () => {
    expect(found({})).toEqual(['pii', 'secrets']);
    expect(found({ wanted: new Set(['secrets']) })).toEqual(['secrets']);
    expect(found({ wanted: new Set() })).toEqual([]);
  });

  it('is chosen by when it looks', () => {
    const texts = [{ ...both[0]!, phases: new Set(['input'] as const) }, both[1]!];
    expect([found({ phase: 'input' }, texts), found({}, texts)]).toEqual([['pii', 'secrets'], ['secrets']]);
  });

  it('may look at the whole, with pauses', () => {
    const whole: ContentDetector = {
      detector: 'limits',
      phases: EVERY_PHASE,
      *detect({ content }) {
        yield undefined;
        yield { rule: 'depth', severity: 'high', score: 1, message: 'too deep', at: '/a' };
        yield undefined;
        yield { rule: JSON.stringify(content), severity: 'low', score: 1, message: 'm', at: '/b', start: 1, end: 2 };
      },
    };
    const { findings, pauses } = detectAll({ contents: [whole] }, [1]);
    expect(findings).toEqual([
      { detector: 'limits', rule: 'depth', severity: 'high', score: 1, message: 'too deep', at: '/a' },
      { detector: 'limits', rule: '[1]', severity: 'low', score: 1, message: 'm', at: '/b', start: 1, end: 2 },
    ]);
    expect(pauses).toBe(3);
  });
});

describe('much content', () => {
  it('is looked at with pauses between texts, and within long ones', () => {
    const texts = [wordDetector('badger').made, wordDetector('wombat').made];
    expect(detectAll({ texts }, ['one text', 'and another']).pauses).toBe(2);
    expect(detectAll({ texts }, 'x '.repeat(20_000)).pauses).toBeGreaterThanOrEqual(6);
  });

  it('is given up when there is more in it than anybody reads', () => {
    const { made, shown } = wordDetector('badger');
    const { findings } = detectAll(
      { texts: [made] },
      Array.from({ length: 60 }, () => 'badger '.repeat(140)),
    );
    expect(findings).toHaveLength(5_001);
    expect(findings.at(-1)).toMatchObject({ detector: 'limits', rule: 'findings' });
    expect(shown.length).toBeLessThan(40);
  });
});
