import type { z } from 'zod';

/**
 * Reads what another gateway put into the store. It was sealed, so nobody else did; but that gateway may be of another
 * version, and then there is nothing.
 */
export function readSealed<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
