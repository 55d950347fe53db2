import type { z } from 'zod';
import { GatewayError } from '../../shared/errors/gateway-error';

/** Throws `invalid_params` naming the member, never its value. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`);
  throw new GatewayError('invalid_params', problems.join('; '));
}
