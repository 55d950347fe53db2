/** Something that can be worked out of a text, such as its words. */
export type Reading<Value> = (text: string) => Value;

/** What was worked out of one text: readings and what each gave, by turns. There are few of them. */
export type Readings = unknown[];

/** Works something out of a text for the first who asks, and gives the others the same. */
export function readOnce<Value>(text: string, readings: Readings | undefined, reading: Reading<Value>): Value {
  if (readings === undefined) return reading(text);
  for (let index = 0; index < readings.length; index += 2) {
    if (readings[index] === reading) return readings[index + 1] as Value;
  }
  const value = reading(text);
  readings.push(reading, value);
  return value;
}
