import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { SpokenText } from '../remote/spoken-text';
import { alignRedacted } from './align-redacted';
import { RedactAnswer } from './enkrypt-answers';
import type { Asking } from './asking';

/**
 * Has the vendor redact a text that holds personal data, to learn where it is. Its key is not kept: what is replaced is
 * replaced and put back here. Where the vendor’s text does not fit ours, the finding stays without a place.
 */
export async function findPersonalData(
  spoken: SpokenText,
  finding: DetectedFinding,
  { ask, signal }: Asking,
): Promise<readonly DetectedFinding[]> {
  const body = { text: spoken.text, mode: 'request', key: 'null' };
  const { text } = await ask('pii', 'pii-redact', { body, answer: RedactAnswer, signal });
  const parts = alignRedacted(spoken.text, text);
  if (parts === undefined || parts.length === 0) return [finding];
  return parts.flatMap((part) => {
    const piece = spoken.pieces.findLast(({ start }) => start <= part.start);
    if (piece === undefined || part.end > piece.start + piece.text.length) return [finding];
    const rule = part.label.toLowerCase().replaceAll('_', '-');
    const place = { at: piece.at, start: part.start - piece.start, end: part.end - piece.start };
    return [{ ...finding, rule, ...place, ...(piece.isKey ? { isKey: true as const } : {}) }];
  });
}
