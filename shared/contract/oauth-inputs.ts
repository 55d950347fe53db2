import { z } from 'zod';

/** Whose token for which server. What is left out is the only one there is. */
export const TokenChoice = z.strictObject({
  server: z.string().min(1),
  config: z.string().min(1).optional(),
  user: z.string().min(1).optional(),
});
export type TokenChoice = z.output<typeof TokenChoice>;

export const ConnectInput = TokenChoice.extend({
  /** On another device (RFC 8628) instead of in a browser that can reach this machine. */
  device: z.boolean().default(false),
});
export type ConnectInput = z.input<typeof ConnectInput>;

/** The address that the browser ended at. */
export const SignInAnswer = z.strictObject({ address: z.string().min(1).max(16_384) });
export type SignInAnswer = z.output<typeof SignInAnswer>;
