import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { maskSecret } from '../../shared/text/redact';
import { blankConfig, type ConfigDraft, DEFAULT_ID } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import type { ReplacedKey } from '../gateway/config/import/base-product';
import type { ImportNote } from '../gateway/config/import/import-report';
import { type ImportKind, type ImportPlan, planImport } from '../gateway/config/import/plan-import';
import type { ImportFormat } from '../gateway/config/import/read-import-text';
import type { SecretStore } from '../gateway/ports/secret-store';
import { chooseName } from './choose';
import { findPlaintextSecrets, type LookForSecrets } from './plaintext-secrets';
import type { FoundSecret } from './secret-adoption';
import { isSameServer } from './same-server';
import { intoVault, type Move, placeOf, planMoves, putReferences, valueOf } from './secret-moves';

/** What an import brings, for people to read: no secret, no key. */
export interface ImportPreview {
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  /** Names of what is added, by section. */
  readonly added: Readonly<Record<string, readonly string[]>>;
  /** Secrets that go into the vault, or cannot. */
  readonly secrets: readonly FoundSecret[];
  readonly notes: readonly ImportNote[];
}

export interface ImportOutcome extends ImportPreview {
  /** Shown now or never. */
  readonly keys: readonly ReplacedKey[];
}

export interface ImportChoice {
  /** The config that servers are put into; absent: the default one, or the only one. */
  readonly configId?: string | undefined;
  /** Leaves secrets where they stand. */
  readonly keepSecrets?: boolean | undefined;
}

export interface ImportAdmin {
  /** Changes nothing. */
  preview(text: string, choice?: ImportChoice): Promise<ImportPreview>;
  /** Which servers of a text the gateway has already: by the same name, the same program or address. */
  known(text: string, choice?: ImportChoice): Promise<readonly string[]>;
  /** Secrets first into the vault, then all of it into the file at once; a name that is taken refuses the whole. */
  import(text: string, choice?: ImportChoice): Promise<ImportOutcome>;
}

export interface ImportAdminNeeds {
  readonly openStore: () => Promise<SecretStore>;
  readonly file: ConfigFile;
  readonly look: LookForSecrets;
}

const SECTIONS = ['configs', 'projects', 'users', 'keys', 'adminKeys'] as const;

/** Takes in what other products, clients and registries write. */
export function createImportAdmin({ openStore, file, look }: ImportAdminNeeds): ImportAdmin {
  async function prepare(text: string, choice: ImportChoice) {
    const plan = await planImport(text);
    const present = await readIfThere(file);
    // Only what comes: what is there already is none of this import’s business.
    const fragment = fragmentOf(plan, present, choice.configId);
    const found = findPlaintextSecrets(fragment, look);
    const store = choice.keepSecrets === true ? undefined : await openStore();
    const moves = store === undefined ? [] : await planMoves(found, { store, config: present });
    return { plan, fragment, found, store, moves };
  }

  return {
    async preview(text, choice = {}) {
      return describe(await prepare(text, choice));
    },
    async known(text, choice = {}) {
      const present = await readIfThere(file);
      const fragment = fragmentOf(await planImport(text), present, choice.configId);
      const known: string[] = [];
      for (const [id, { servers = {} }] of Object.entries(fragment.configs ?? {})) {
        for (const [name, server] of Object.entries(servers)) {
          if (await isSameServer(server, present.configs?.[id]?.servers?.[name], openStore)) known.push(name);
        }
      }
      return known;
    },
    async import(text, choice = {}) {
      const prepared = await prepare(text, choice);
      const { plan, fragment, moves, store } = prepared;
      refuseTaken(await readIfThere(file), fragment);
      if (store !== undefined && moves.length > 0) await intoVault(moves, store);
      putReferences(fragment, moves);
      await file.update((draft) => {
        refuseTaken(draft, fragment);
        merge(draft, fragment);
      });
      return { ...describe(prepared), keys: plan.keys };
    },
  };
}

interface Prepared {
  readonly plan: ImportPlan;
  readonly fragment: ConfigDraft;
  readonly found: ReturnType<typeof findPlaintextSecrets>;
  readonly moves: readonly Move[];
}

function describe({ plan, fragment, found, moves }: Prepared): ImportPreview {
  const servers = Object.values(fragment.configs ?? {}).flatMap((set) => Object.keys(set.servers ?? {}));
  const sections = SECTIONS.map((name) => [name, Object.keys(fragment[name] ?? {})] as const);
  const named = new Map(moves.map((move) => [`${placeOf(move.path)} ${move.start}`, move.as]));
  return {
    kind: plan.kind,
    format: plan.format,
    added: Object.fromEntries([['servers', servers] as const, ...sections].filter(([, names]) => names.length > 0)),
    secrets: found.map((secret) => {
      const name = named.get(`${placeOf(secret.path)} ${secret.start}`);
      return {
        place: placeOf(secret.path),
        masked: maskSecret(valueOf(secret)),
        ...(name === undefined ? {} : { name }),
        ...(secret.advice === undefined ? {} : { advice: secret.advice }),
      };
    }),
    notes: plan.notes,
  };
}

/** Everything that comes, in the form of the file. */
function fragmentOf({ servers, config }: ImportPlan, present: ConfigDraft, configId: string | undefined): ConfigDraft {
  if (servers === undefined) {
    const { version: _, ...sections } = structuredClone(config ?? {}) as ConfigDraft;
    return sections as ConfigDraft;
  }
  const ids = Object.keys(present.configs ?? {});
  const id = ids.length === 0 ? DEFAULT_ID : chooseName('config', ids, { given: configId, preferred: DEFAULT_ID });
  const name = present.configs?.[id]?.name ?? 'Default';
  return { configs: { [id]: { name, servers: structuredClone(servers) } } } as unknown as ConfigDraft;
}

/** Adds what is new; servers are added to configs that are there. */
function merge(draft: ConfigDraft, fragment: ConfigDraft): void {
  const into = draft as unknown as Record<string, unknown>;
  for (const [section, given] of Object.entries(fragment)) {
    if (section === '$schema') continue;
    if (section === 'configs') {
      const configs = (draft.configs ??= {});
      for (const [id, set] of Object.entries(fragment.configs ?? {})) {
        const known = configs[id];
        if (known === undefined) configs[id] = set;
        else known.servers = { ...known.servers, ...set.servers };
      }
    } else if (isJsonObject(given) && isJsonObject(into[section])) {
      into[section] = { ...(into[section] as JsonObject), ...given };
    } else into[section] = given;
  }
}

/** What stands in the file stays as it is: nothing is replaced by an import. */
function refuseTaken(present: ConfigDraft, fragment: ConfigDraft): void {
  const taken = SECTIONS.filter((name) => name !== 'configs').flatMap((name) =>
    Object.keys(fragment[name] ?? {})
      .filter((id) => Object.hasOwn(present[name] ?? {}, id))
      .map((id) => `${name}.${id}`),
  );
  for (const [id, set] of Object.entries(fragment.configs ?? {})) {
    const known = present.configs?.[id];
    for (const server of Object.keys(set.servers ?? {})) {
      if (Object.hasOwn(known?.servers ?? {}, server)) taken.push(`configs.${id}.servers.${server}`);
    }
  }
  const lists = ['guardrails', 'auth', 'policy', 'approvals', 'listen', 'secretStore'] as const;
  for (const name of lists) {
    if (fragment[name] !== undefined && present[name] !== undefined) taken.push(name);
  }
  if (taken.length === 0) return;
  const message = `Nothing was imported: ${taken.slice(0, 10).join(', ')} ${taken.length === 1 ? 'is' : 'are'} there already`;
  throw new GatewayError('config_rejected', message, { taken });
}

async function readIfThere(file: ConfigFile): Promise<ConfigDraft> {
  try {
    return await file.raw();
  } catch (failure) {
    if (failure instanceof GatewayError && failure.code === 'config_missing') return blankConfig();
    throw failure;
  }
}
