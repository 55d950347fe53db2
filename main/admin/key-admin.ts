import type { Exposure, GatewayConfig, GatewayKey } from '../../shared/config/gateway-config';
import { GatewayError } from '../../shared/errors/gateway-error';
import { DEFAULT_ID, FIRST_USER_ID, type ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { createGatewayKey } from '../gateway/ports/gateway-key';
import { chooseName, entryNamed } from './choose';

/** A gateway key as people see it. Never holds the key or its hash. */
export interface KeyListing {
  readonly id: string;
  readonly name?: string;
  readonly projectId: string;
  readonly userId: string;
  /** `not-a-member`: the user has left the project, so the key is refused. */
  readonly state: 'active' | 'disabled' | 'expired' | 'not-a-member';
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly disabledAt?: string;
  readonly exposure?: Exposure;
}

/** A new key; `key` is its text, which nobody can ask for again. */
export interface IssuedKey extends KeyListing {
  readonly key: string;
}

export interface NewKey {
  readonly name?: string | undefined;
  readonly projectId?: string | undefined;
  readonly userId?: string | undefined;
  /** ISO 8601, UTC. */
  readonly expiresAt?: string | undefined;
  readonly exposure?: Exposure | undefined;
}

export interface KeyAdmin {
  /** Project and user may be left out where there is a default or only one. */
  create(key: NewKey): Promise<IssuedKey>;
  list(): Promise<readonly KeyListing[]>;
  disable(id: string): Promise<KeyListing>;
  enable(id: string): Promise<KeyListing>;
  /**
   * Replaces a key by a new one with a new id and the same rights. The old one is deleted, or expires after `graceMs`.
   * A disabled or expired key stays so.
   */
  rotate(
    id: string,
    options?: { readonly graceMs?: number | undefined },
  ): Promise<IssuedKey & { readonly replaces: string }>;
  delete(id: string): Promise<KeyListing>;
}

type KeyDraft = NonNullable<ConfigDraft['keys']>[string];

/** What may be done with gateway keys. */
export function createKeyAdmin(file: ConfigFile, now: () => number): KeyAdmin {
  const at = (ms: number): string => new Date(ms).toISOString();
  const listing = async (id: string): Promise<KeyListing> => listingOf(await file.read(), id, now());

  async function change(id: string, edit: (key: KeyDraft) => void): Promise<KeyListing> {
    await file.update((draft) => edit(entryNamed('key', draft.keys, id)));
    return listing(id);
  }

  return {
    async create(wanted) {
      if (wanted.expiresAt !== undefined && Date.parse(wanted.expiresAt) <= now()) {
        throw new GatewayError('config_rejected', `The key would expire at ${wanted.expiresAt}, which has passed`);
      }
      const { id, text, hash } = createGatewayKey();
      await file.update((draft) => {
        (draft.keys ??= {})[id] = { ...newKey(draft, wanted), hash, createdAt: at(now()) };
      });
      return { ...(await listing(id)), key: text };
    },
    async list() {
      const config = await file.read();
      return Object.keys(config.keys).map((id) => listingOf(config, id, now()));
    },
    disable: (id) =>
      change(id, (key) => {
        key.disabledAt ??= at(now());
      }),
    enable: (id) =>
      change(id, (key) => {
        if (key.disabledAt === undefined) return;
        delete key.disabledAt;
        key.enabledAt = at(now());
      }),
    async rotate(id, { graceMs = 0 } = {}) {
      const next = createGatewayKey();
      await file.update((draft) => rotateKey(draft, { id, nextId: next.id, hash: next.hash, now: now(), graceMs }));
      return { ...(await listing(next.id)), key: next.text, replaces: id };
    },
    async delete(id) {
      const deleted = await listing(id);
      await file.update((draft) => {
        entryNamed('key', draft.keys, id);
        delete draft.keys?.[id];
      });
      return deleted;
    },
  };
}

function newKey(draft: ConfigDraft, { name, projectId, userId, expiresAt, exposure }: NewKey) {
  const projects = Object.keys(draft.projects ?? {});
  const project = chooseName('project', projects, { given: projectId, preferred: DEFAULT_ID });
  const members = entryNamed('project', draft.projects, project).userIds ?? [];
  const candidates = userId === undefined ? members : Object.keys(draft.users ?? {});
  const user = chooseName('user', candidates, { given: userId, preferred: FIRST_USER_ID });
  if (!members.includes(user)) {
    const message = `The user "${user}" is not a member of the project "${project}"; its members are ${members.join(', ') || 'nobody'}`;
    throw new GatewayError('config_rejected', message, { user, project });
  }
  return {
    ...(name === undefined ? {} : { name }),
    projectId: project,
    userId: user,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(exposure === undefined ? {} : { exposure }),
  };
}

interface Rotation {
  readonly id: string;
  readonly nextId: string;
  readonly hash: string;
  readonly now: number;
  readonly graceMs: number;
}

function rotateKey(draft: ConfigDraft, { id, nextId, hash, now, graceMs }: Rotation): void {
  const old = entryNamed('key', draft.keys, id);
  // Everything is copied, `disabledAt` too: rotating must not bring a disabled key back to life.
  (draft.keys ??= {})[nextId] = { ...old, hash, createdAt: new Date(now).toISOString() };
  if (graceMs === 0) {
    delete draft.keys[id];
    return;
  }
  const graceEnd = new Date(now + graceMs).toISOString();
  const endsSooner = old.expiresAt !== undefined && Date.parse(old.expiresAt) < now + graceMs;
  if (!endsSooner) old.expiresAt = graceEnd;
}

function listingOf(config: GatewayConfig, id: string, now: number): KeyListing {
  const key = entryNamed('key', config.keys, id);
  const { hash: _, ...shown } = key;
  return { id, state: keyState(config, key, now), ...withoutUndefined(shown) };
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Whether a key opens anything now. */
export function keyState(config: GatewayConfig, key: GatewayKey, now: number): KeyListing['state'] {
  if (key.disabledAt !== undefined) return 'disabled';
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now) return 'expired';
  const isMember = config.projects[key.projectId]?.userIds.includes(key.userId) ?? false;
  return isMember ? 'active' : 'not-a-member';
}
