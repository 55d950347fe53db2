import { z } from 'zod';

export const Nothing = z.strictObject({});
export const ById = z.strictObject({ id: z.string().min(1).max(200) });
/** Nothing is said but that it was done. */
export const Done = z.null();
/** Epoch milliseconds. */
export const Moment = z.number();

/** A schema for a type that the model has already: what is listed is checked, what else comes is kept. */
export function modelled<T>(schema: z.ZodType): z.ZodType<T, T> {
  return schema as z.ZodType<T, T>;
}
