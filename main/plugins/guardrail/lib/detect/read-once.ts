/** Something that can be worked out of a text, such as its words, or of a content; with the help of other readings of it. */
export type Reading<Value, Subject = string> = (subject: Subject, readings?: Readings) => Value;

/** What was worked out of one subject: readings and what each gave, by turns. There are few of them. */
export type Readings = unknown[];

/** Works something out of a text or a content for the first who asks, and gives the others the same. */
export function readOnce<Value, Subject>(
  subject: Subject,
  readings: Readings | undefined,
  reading: Reading<Value, Subject>,
): Value {
  if (readings === undefined) return reading(subject);
  for (let index = 0; index < readings.length; index += 2) {
    if (readings[index] === reading) return readings[index + 1] as Value;
  }
  const value = reading(subject, readings);
  readings.push(reading, value);
  return value;
}
