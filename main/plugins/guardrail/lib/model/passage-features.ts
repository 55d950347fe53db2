import type { Passage } from '../detect/detector';
import { readOnce } from '../detect/read-once';
import { createHalving, type HalfWindows } from './half-windows';
import { createFeatureReader, type Features } from './text-features';

let read: ((text: string) => Features) | undefined;
/** What was read last: the only features that still hold. */
let latest: Features | undefined;

let halve: ((features: Features, length: number) => HalfWindows) | undefined;
let latestHalves: HalfWindows | undefined;

/** A passage cut for models whose windows have halves of so many words: once for all that look at it one after the other. */
export function halvesOf(passage: Passage, length: number): HalfWindows {
  const features = featuresOf(passage);
  if (latestHalves?.features === features && latestHalves.length === length) return latestHalves;
  halve ??= createHalving();
  latestHalves = halve(features, length);
  return latestHalves;
}

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
