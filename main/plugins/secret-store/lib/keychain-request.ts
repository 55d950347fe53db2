import { z } from 'zod';

/** What is asked of the program that speaks to the keychain. */
export const KeychainRequest = z.strictObject({
  service: z.string(),
  account: z.string(),
  action: z.enum(['get', 'set', 'delete']),
  text: z.string().optional(),
});
export type KeychainRequest = z.output<typeof KeychainRequest>;

/** What it answers. */
export const KeychainAnswer = z.union([
  z.strictObject({ value: z.union([z.string(), z.boolean(), z.null()]) }),
  z.strictObject({ failure: z.string(), isLoaded: z.boolean() }),
]);
export type KeychainAnswer = z.output<typeof KeychainAnswer>;
