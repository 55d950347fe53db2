import type { ContentDetector, LocatedHit } from '../../main/plugins/guardrail/lib/detect/detector';
import type { Inspection } from '../../main/gateway/ports/guardrail';

/** What a detector finds in content, pauses left out. */
export function locatedHits(detector: ContentDetector, inspection: Partial<Inspection>): readonly LocatedHit[] {
  const asked = { phase: 'listing', server: 's', method: 'tools/list', content: undefined, ...inspection } as const;
  return [...detector.detect(asked)].flatMap((hit) => (hit === undefined ? [] : [hit]));
}
