import { describe, expect, it } from 'vitest';
import {
  createAdherenceDetector,
  createHallucinationDetector,
  createRelevancyDetector,
} from '../../../../../../../main/plugins/guardrail/lib/overlap/overlap-detectors';
import { locatedHits } from '../../../../../../support/located-hits';

const asked = { name: 'search', arguments: { query: 'opening hours of the harbour museum in Bergen' } };
const answer = (text: string) => ({ content: [{ type: 'text', text }] });
const score = (detector: ReturnType<typeof createRelevancyDetector>, text: string, request: unknown = asked) =>
  locatedHits(detector, { phase: 'output', request, content: answer(text) })[0]?.score ?? 0;

describe('what words say about an answer', () => {
  const onTopic = 'The harbour museum in Bergen: opening hours are 10 to 16.';
  const offTopic = 'Bananas ripen faster in paper bags.';

  it('relevancy: how few of the words of the request it has', () => {
    expect(score(createRelevancyDetector(), onTopic)).toBe(0);
    expect(score(createRelevancyDetector(), offTopic)).toBe(1);
    expect(score(createRelevancyDetector(), 'The museum is closed.')).toBeGreaterThan(0.3);
  });

  it('adherence: how many of its words the request does not have', () => {
    const echo = 'opening hours harbour museum Bergen';
    expect(score(createAdherenceDetector(), echo)).toBeLessThan(score(createAdherenceDetector(), offTopic));
  });

  it('hallucination: how many of its numbers and names the request does not have', () => {
    expect(score(createHallucinationDetector(), 'museum in Bergen')).toBe(0);
    expect(score(createHallucinationDetector(), 'Trondheim 1884')).toBeGreaterThan(0.5);
  });

  it('nothing, where there is no request or no word', () => {
    for (const detector of [createRelevancyDetector(), createAdherenceDetector(), createHallucinationDetector()]) {
      expect(score(detector, offTopic, null)).toBe(0);
      expect(score(detector, offTopic, { arguments: {} })).toBe(0);
    }
  });
});
