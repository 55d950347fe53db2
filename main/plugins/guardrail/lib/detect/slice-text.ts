/** A part of a text that is looked at by itself. */
export interface Slice {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly offset: number;
}

/** Long texts are looked at in parts, so that the loop can turn between them. */
export const SLICE_LENGTH = 16_384;
/** As much as a finding may be long without being cut in two. */
const OVERLAP = 4_096;

/** Cuts a long text into overlapping parts; a short one is its only part. */
export function sliceText(text: string): readonly Slice[] {
  if (text.length <= SLICE_LENGTH) return [{ text, offset: 0 }];
  const slices: Slice[] = [];
  for (let offset = 0; offset < text.length; offset += SLICE_LENGTH - OVERLAP) {
    slices.push({ text: text.slice(offset, offset + SLICE_LENGTH), offset });
    if (offset + SLICE_LENGTH >= text.length) break;
  }
  return slices;
}
