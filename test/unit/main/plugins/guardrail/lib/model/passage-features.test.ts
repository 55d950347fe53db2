import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import { featuresOf } from '../../../../../../../main/plugins/guardrail/lib/model/passage-features';
import { createFeatureReader } from '../../../../../../../main/plugins/guardrail/lib/model/text-features';

function passageOf(text: string): Passage {
  return { text, form: 'plain', phase: 'output', at: '', member: undefined, isKey: false, readings: [] };
}

const bucketsOf = (passage: Passage) => [...featuresOf(passage).buckets.subarray(0, 20)];
const alone = (text: string) => [...createFeatureReader()(text).buckets.subarray(0, 20)];

describe('featuresOf', () => {
  it('reads a passage once for who comes next', () => {
    const passage = passageOf('the weather in Porto');
    expect(featuresOf(passage)).toBe(featuresOf(passage));
  });

  it('reads it again when another was read in between', () => {
    const [one, other] = [passageOf('the weather in Porto'), passageOf('a train to Lisbon')];
    const first = featuresOf(one);
    expect(bucketsOf(other)).toEqual(alone(other.text));
    expect(featuresOf(one)).not.toBe(first);
    expect(bucketsOf(one)).toEqual(alone(one.text));
  });
});
