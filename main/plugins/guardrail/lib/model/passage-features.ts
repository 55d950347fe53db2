import type { Passage } from '../detect/detector';
import { readOnce } from '../detect/read-once';
import { createFeatureReader, type Features } from './text-features';

let read: ((text: string) => Features) | undefined;
/** What was read last: the only features that still hold. */
let latest: Features | undefined;

/** The features of a passage, read once for all models that look at it one after the other. */
export function featuresOf(passage: Passage): Features {
  const features = readOnce(passage.text, passage.readings, readNow);
  return features === latest ? features : readNow(passage.text);
}

function readNow(text: string): Features {
  read ??= createFeatureReader();
  latest = read(text);
  return latest;
}
