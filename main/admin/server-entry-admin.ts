import { z } from 'zod';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { convertBaseOAuth } from '../gateway/config/base-product-oauth';
import type { ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { entryNamed } from './choose';
import { setOf } from './config-set-admin';
import type { Masks } from './mask-config';
import { layPolicies, type PolicySlot, readPolicy } from './server-policy';

/** What a server is, as it is described from outside; what is absent is not said. */
export interface ServerDescription {
  readonly command?: string | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A list of names, or an object whose members they are. */
  readonly tools?: readonly string[] | Readonly<Record<string, unknown>> | undefined;
  /** Empty: none, and an old one is taken away. */
  readonly description?: string | undefined;
  /** Members of the entry; `null` takes one away. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

export interface ServerPlace {
  readonly config: string;
  readonly server: string;
}

export interface PolicyChange {
  readonly slots: Partial<Record<PolicySlot, unknown>>;
  /** Ours, in place of all that stands there. */
  readonly whole?: unknown;
}

export interface NewServer extends ServerDescription {
  readonly policies?: Partial<Record<PolicySlot, unknown>>;
  /** False: what it says about itself is not judged by the policy `tool`. */
  readonly validatesInfo?: boolean | undefined;
  /** In the words of the base product. */
  readonly oauth?: unknown;
}

/** What may be done with the entry of a server. The config is meant by its id or its name. */
export interface ServerEntryAdmin {
  add(place: ServerPlace, server: NewServer): Promise<{ readonly configId: string; readonly notes: readonly string[] }>;
  /** Resolves with the whole entry as it is now. */
  update(place: ServerPlace, change: ServerDescription): Promise<unknown>;
  remove(place: ServerPlace): Promise<{ readonly configId: string }>;
  setPolicies(
    place: ServerPlace,
    change: PolicyChange,
  ): Promise<{ readonly configId: string; readonly policy: JsonObject; readonly notes: readonly string[] }>;
}

export function createServerEntryAdmin(file: ConfigFile, masks: () => Promise<Masks>): ServerEntryAdmin {
  return {
    add: ({ config, server: name }, { policies = {}, validatesInfo, oauth, ...description }) =>
      file.update((draft) => {
        const { id, servers } = serversOf(draft, config);
        if (Object.hasOwn(servers, name)) {
          const message = `The config "${id}" already has a server "${name}"; update it, remove it, or choose another name`;
          throw new GatewayError('config_rejected', message, { server: name, config: id });
        }
        const entry = described({}, description);
        const read = layPolicies(entry['policy'], policies, validatesInfo);
        const tokens = oauth === undefined ? { notes: [] } : readOAuth(oauth);
        servers[name] = {
          ...entry,
          ...(Object.keys(policies).length === 0 ? {} : { policy: read.policy }),
          ...('oauth' in tokens ? { oauth: tokens.oauth } : {}),
        };
        return { configId: id, notes: [...read.notes, ...tokens.notes] };
      }),
    async update({ config, server: name }, change) {
      const { unmask } = await masks();
      return file.update((draft) => {
        const { id, servers } = serversOf(draft, config);
        const present = entryNamed('server', servers, name);
        const around = (entry: unknown) => ({ configs: { [id]: { servers: { [name]: entry } } } });
        // Whoever sends back what they were shown sends masks; what they stand for stays.
        const next = unmask(around(described(present, change)), around(present)).configs[id]?.servers[name];
        servers[name] = next;
        return next;
      });
    },
    remove: ({ config, server: name }) =>
      file.update((draft) => {
        const { id, servers } = serversOf(draft, config);
        entryNamed('server', servers, name);
        delete servers[name];
        return { configId: id };
      }),
    setPolicies: ({ config, server: name }, { slots, whole }) =>
      file.update((draft) => {
        const { id, servers } = serversOf(draft, config);
        const entry = entryNamed('server', servers, name);
        const present = isJsonObject(entry) ? entry['policy'] : undefined;
        const base = whole === undefined ? present : readPolicy(whole);
        const { policy, notes } = layPolicies(base, slots);
        servers[name] = { ...(entry as JsonObject), policy };
        return { configId: id, policy: { ...policy }, notes };
      }),
  };
}

function serversOf(draft: ConfigDraft, config: string) {
  const { id, set } = setOf(draft, config);
  return { id, servers: (set.servers ??= {}) as Record<string, unknown> };
}

function described(
  present: unknown,
  { settings = {}, tools, command, description, ...rest }: ServerDescription,
): JsonObject {
  const names = tools === undefined ? undefined : Array.isArray(tools) ? (tools as string[]) : Object.keys(tools);
  const said = { command, ...rest, tools: names, description: description === '' ? null : description, ...settings };
  const entry: Record<string, unknown> = isJsonObject(present) ? { ...present } : {};
  for (const [member, value] of Object.entries(said)) {
    if (value === null) delete entry[member];
    else if (value !== undefined) entry[member] = value;
  }
  return entry;
}

function readOAuth(value: unknown) {
  try {
    return convertBaseOAuth(value);
  } catch (failure) {
    if (!(failure instanceof z.ZodError)) throw failure;
    // What was given there may be a secret: only its place is told.
    const places = failure.issues.map(({ path }) => path.join('.') || 'it').join(', ');
    throw new GatewayError('invalid_params', `oauth_config cannot be read: ${places}`);
  }
}
