import { z } from 'zod';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { Credentials } from '../../../gateway/ports/auth-provider';
import type { IdentityDirectory } from '../../../gateway/ports/identity-directory';

/** What somebody else’s answer or token says of its holder. */
export type Claims = Readonly<Record<string, unknown>>;

const Id = z.string().min(1).max(64);
/** By their names there, our ids. */
export const IdMap = z.record(z.string().min(1), Id);
const Claim = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** Whose project or user: always the same one, or the one that a claim names, by our id or through a table. */
export const Mapping = z.union([Id, z.strictObject({ claim: Claim, map: IdMap.optional() })]);
export type Mapping = z.output<typeof Mapping>;

export interface Mappings {
  readonly project: Mapping;
  readonly user: Mapping;
}

export interface Identity {
  readonly projectId: string;
  readonly userId: string;
}

interface Holder {
  readonly claims: Claims;
  readonly credentials: Credentials;
}

/** Finds project and user of the configuration; throws for a holder who has none, or several and did not say which. */
export function claimedIdentity(holder: Holder, mappings: Mappings, directory: IdentityDirectory): Identity {
  const { projectId, userId } = holder.credentials;
  return {
    projectId: oneOf(named(mappings.project, holder.claims), {
      what: 'project',
      known: directory.projects,
      wanted: projectId,
    }),
    userId: oneOf(named(mappings.user, holder.claims), { what: 'user', known: directory.users, wanted: userId }),
  };
}

/** The members on the way to a claim; a dot is part of a name, since names of claims may be addresses. */
export function claimAt(claims: Claims, claim: string | readonly string[]): unknown {
  let value: unknown = claims;
  for (const name of typeof claim === 'string' ? [claim] : claim) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Claims)[name];
  }
  return value;
}

function named(mapping: Mapping, claims: Claims): readonly string[] {
  if (typeof mapping === 'string') return [mapping];
  const { claim, map } = mapping;
  const value = claimAt(claims, claim);
  const names = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  if (map === undefined) return names;
  return names.flatMap((name) => (Object.hasOwn(map, name) ? (map[name] ?? []) : []));
}

interface Choice {
  readonly what: 'project' | 'user';
  readonly known: Readonly<Record<string, unknown>>;
  /** What the request says beside its credentials. */
  readonly wanted: string | undefined;
}

function oneOf(ids: readonly string[], { what, known, wanted }: Choice): string {
  const existing = [...new Set(ids)].filter((id) => Object.hasOwn(known, id));
  const fitting = wanted === undefined ? existing : existing.filter((id) => id === wanted);
  const [id] = fitting;
  if (id !== undefined && fitting.length === 1) return id;
  if (existing.length > 0 && wanted !== undefined) {
    throw new GatewayError('invalid_credentials', `The credentials belong to another ${what} than the request says`);
  }
  const why =
    existing.length === 0 ? `names no ${what} of this gateway` : `names several; send ${what}_id with the request`;
  throw new GatewayError('insufficient_permissions', `Who holds these credentials ${why}`);
}
