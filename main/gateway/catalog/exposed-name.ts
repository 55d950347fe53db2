import { createHash } from 'node:crypto';

/** Longest name that clients accept once they have put their own prefix before it. */
export const MAX_NAME_LENGTH = 64;
const SEPARATOR = '__';
const HASH_LENGTH = 8;

/**
 * The name under which the aggregate offers a server’s tool or prompt: `<server>__<name>`. Names that are too long
 * or hold characters which model APIs refuse are shortened and end in a hash of the full name, so that the same
 * tool always gets the same name and two tools never share one.
 */
export function exposedName(server: string, name: string): string {
  const full = `${server}${SEPARATOR}${name}`;
  const clean = full.replace(/[^A-Za-z0-9_-]/g, '_');
  if (clean === full && full.length <= MAX_NAME_LENGTH) return full;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, HASH_LENGTH);
  return `${clean.slice(0, MAX_NAME_LENGTH - HASH_LENGTH - 1)}_${hash}`;
}

/** The server that an exposed name belongs to. Server names hold no `__`, so the first one ends them. */
export function serverOfExposedName(exposed: string): string | undefined {
  const end = exposed.indexOf(SEPARATOR);
  return end > 0 ? exposed.slice(0, end) : undefined;
}
