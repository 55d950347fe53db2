import { z } from 'zod';

/** Which part of a list, in which order. */
export interface ListChoice {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly sort?: string | undefined;
  readonly search?: string | undefined;
}

/** What every list takes, with the members by which this one can be sorted. */
export function listChoice<const Members extends readonly [string, ...string[]]>(members: Members) {
  const orders = members.flatMap((member) => [member, `-${member}`]) as [string, ...string[]];
  return {
    /** From a query it comes as text. */
    limit: z.coerce.number<number | string>().int().min(1).max(1_000).optional(),
    /** The id of the last row of the page before. */
    cursor: z.string().min(1).max(200).optional(),
    /** A member, or `-member` for descending. */
    sort: z.enum(orders).optional(),
    /** Text that a row must hold. */
    search: z.string().min(1).max(200).optional(),
  };
}

/** A member that the base product took as a path on the server. */
export function noFile(instead: string) {
  return z.never({ error: `files of the gateway’s machine are not touched; ${instead}` }).optional();
}

export const Identifier = z.string().min(1).max(320);
export const Name = z.string().trim().min(1).max(200);
