/** Makes the compiler count the cases of a union: reaching it is a bug. */
export function assertNever(value: never): never {
  throw new TypeError(`Unhandled case: ${JSON.stringify(value)}`);
}
