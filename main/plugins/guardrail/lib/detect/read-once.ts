import type { Passage } from './detector';

/** Something that can be worked out of a text, such as its words. */
export type Reading<Value> = (text: string) => Value;

/** Readings of one text with what they gave, one after the other: there are few of them. */
export type Readings = unknown[];

/** Works something out of a passage for the first detector that asks, and gives the others the same. */
export function readOnce<Value>(
  { text, readings }: Pick<Passage, 'text' | 'readings'>,
  reading: Reading<Value>,
): Value {
  if (readings === undefined) return reading(text);
  for (let index = 0; index < readings.length; index += 2) {
    if (readings[index] === reading) return readings[index + 1] as Value;
  }
  const value = reading(text);
  readings.push(reading, value);
  return value;
}
