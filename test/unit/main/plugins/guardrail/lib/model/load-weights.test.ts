import { describe, expect, it } from 'vitest';
import { createLinearModel } from '../../../../../../../main/plugins/guardrail/lib/model/linear-model';
import { loadWeights } from '../../../../../../../main/plugins/guardrail/lib/model/load-weights';

const LARGEST = 150 * 1024;

describe('loadWeights', () => {
  it.each(['injection', 'toxicity'] as const)('has weights for %s that fit the features', async (name) => {
    const weights = await loadWeights(name);
    expect(weights.length).toBeLessThan(LARGEST);
    expect(createLinearModel(weights).best('the weather in Porto').score).toBeLessThan(0.5);
  });
});
