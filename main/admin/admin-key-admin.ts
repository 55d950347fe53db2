import type { AdminKey, AdminRole } from '../../shared/config/gateway-config';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigFile } from '../gateway/config/config-file';
import { createAdminKey } from '../gateway/ports/gateway-key';
import { unknownName } from './choose';

/** An admin key as people see it. Never holds the key or its hash. */
export interface AdminKeyListing {
  readonly id: string;
  readonly name?: string;
  readonly role: AdminRole;
  readonly state: 'active' | 'disabled' | 'expired';
  readonly createdAt: string;
  readonly expiresAt?: string;
}

export interface AdminKeyAdmin {
  /** `key` is its text, which nobody can ask for again. */
  create(wanted: {
    readonly role: AdminRole;
    readonly name?: string | undefined;
    /** ISO 8601, UTC. */
    readonly expiresAt?: string | undefined;
  }): Promise<AdminKeyListing & { readonly key: string }>;
  list(): Promise<readonly AdminKeyListing[]>;
  delete(id: string): Promise<AdminKeyListing>;
}

/** What may be done with the keys of the admin API. */
export function createAdminKeyAdmin(file: ConfigFile, now: () => number): AdminKeyAdmin {
  return {
    async create({ role, name, expiresAt }) {
      if (expiresAt !== undefined && Date.parse(expiresAt) <= now()) {
        throw new GatewayError('config_rejected', `The key would expire at ${expiresAt}, which has passed`);
      }
      const { id, text, hash } = createAdminKey();
      const key: AdminKey = {
        hash,
        role,
        createdAt: new Date(now()).toISOString(),
        ...(name === undefined ? {} : { name }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      };
      await file.update((draft) => {
        (draft.adminKeys ??= {})[id] = key;
      });
      return { ...listingOf(id, key, now()), key: text };
    },
    async list() {
      const { adminKeys } = await file.read();
      return Object.entries(adminKeys).map(([id, key]) => listingOf(id, key, now()));
    },
    async delete(id) {
      const { adminKeys } = await file.read();
      const key = Object.hasOwn(adminKeys, id) ? adminKeys[id] : undefined;
      if (key === undefined) throw unknownName('key', id, Object.keys(adminKeys));
      await file.update((draft) => {
        delete draft.adminKeys?.[id];
      });
      return listingOf(id, key, now());
    },
  };
}

function listingOf(
  id: string,
  { role, name, createdAt, expiresAt, disabledAt }: AdminKey,
  now: number,
): AdminKeyListing {
  const isExpired = expiresAt !== undefined && Date.parse(expiresAt) <= now;
  return {
    id,
    role,
    state: disabledAt !== undefined ? 'disabled' : isExpired ? 'expired' : 'active',
    createdAt,
    ...(name === undefined ? {} : { name }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}
