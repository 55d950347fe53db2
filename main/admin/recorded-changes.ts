import { asGatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject } from '../../shared/model/json-rpc';
import type { Actor, AdminChange } from '../../shared/model/activity-line';
import type { ActivityAdmin } from './activity-admin';
import type { Administration } from './administration';
import type { ApprovalAdmin } from './approval-admin';
import type { ImportAdmin, ImportOutcome } from './import-admin';
import type { OAuthAdmin } from './oauth-admin';
import type { SecretAdmin } from './secret-admin';
import type { SecretAdoption } from './secret-adoption';

/** Does the work and records it, with what came of it; a change that was refused is recorded, too. */
export type RecordedWork = <T>(change: ChangeMade<T>, work: () => Promise<T>) => Promise<T>;

export interface ChangeMade<T> {
  readonly operation: string;
  readonly target: string;
  readonly before?: unknown;
  /** What is recorded of the result. */
  readonly after?: (result: T) => unknown;
}

export function createRecordedWork(
  record: (change: AdminChange) => void | Promise<void>,
  who: () => Actor,
): RecordedWork {
  return async ({ operation, target, before, after }, work) => {
    const change = { who: who(), operation, target, ...(before === undefined ? {} : { before }) };
    let result;
    try {
      result = await work();
    } catch (failure) {
      await record({ ...change, error: asGatewayError(failure).row.id });
      throw failure;
    }
    await record(after === undefined ? change : { ...change, after: after(result) });
    return result;
  };
}

const asIs = (result: unknown): unknown => result;

/** What people decide at the desk, recorded beside the calls that it is about. */
export function recordedApprovals(admin: ApprovalAdmin, recorded: RecordedWork): ApprovalAdmin {
  return {
    ...admin,
    decide: (id, input) =>
      recorded({ operation: 'approvals.decide', target: id, after: () => input }, () => admin.decide(id, input)),
    decideMany: (input) =>
      recorded({ operation: 'approvals.decideMany', target: 'several', after: asIs }, () => admin.decideMany(input)),
    reveal: (id, input) =>
      recorded({ operation: 'approvals.reveal', target: id, after: () => input }, () => admin.reveal(id, input)),
    async revokeGrant(id) {
      const before = (await admin.grants()).find((grant) => grant.id === id);
      await recorded({ operation: 'grants.revoke', target: id, before }, () => admin.revokeGrant(id));
    },
    pause: (input) => recorded({ operation: 'pauses.add', target: 'calls', after: asIs }, () => admin.pause(input)),
    async resume(id) {
      const before = (await admin.pauses()).find((pause) => pause.id === id);
      await recorded({ operation: 'pauses.resume', target: id, before }, () => admin.resume(id));
    },
  };
}

/** Sign-ins and what becomes of tokens; never a token. */
export function recordedOAuth(admin: OAuthAdmin, recorded: RecordedWork): OAuthAdmin {
  const serverIn = (input: unknown) =>
    isJsonObject(input) && typeof input['server'] === 'string' ? input['server'] : '';
  return {
    ...admin,
    connect: (input) =>
      recorded({ operation: 'signIns.begin', target: serverIn(input), after: () => input }, () => admin.connect(input)),
    complete: (id, input) => recorded({ operation: 'signIns.complete', target: id }, () => admin.complete(id, input)),
    cancel: (id) => recorded({ operation: 'signIns.cancel', target: id }, () => admin.cancel(id)),
    refresh: (input) => recorded({ operation: 'tokens.refresh', target: serverIn(input) }, () => admin.refresh(input)),
    disconnect: (input) =>
      recorded({ operation: 'tokens.disconnect', target: serverIn(input), after: asIs }, () => admin.disconnect(input)),
  };
}

/** Secrets by their names alone. */
export function recordedSecrets(admin: SecretAdmin, recorded: RecordedWork): SecretAdmin {
  const versionOf = async (name: string) => (await admin.list()).find((secret) => secret.name === name)?.updatedAt;
  return {
    ...admin,
    init: (choice) => recorded({ operation: 'secrets.init', target: 'vault', after: asIs }, () => admin.init(choice)),
    async set(name, value) {
      const before = await versionOf(name).catch(() => undefined);
      const change = {
        operation: 'secrets.set',
        target: name,
        ...(before === undefined ? {} : { before: { updatedAt: before } }),
      };
      return recorded({ ...change, after: ({ version, updatedAt }) => ({ version, updatedAt }) }, () =>
        admin.set(name, value),
      );
    },
    delete: (name) =>
      recorded({ operation: 'secrets.delete', target: name, after: (usedBy) => ({ usedBy }) }, () =>
        admin.delete(name),
      ),
    rotate: (choice) =>
      recorded({ operation: 'secrets.rotate', target: 'vault', after: asIs }, () => admin.rotate(choice)),
    export: (passphrase) => recorded({ operation: 'secrets.export', target: 'all' }, () => admin.export(passphrase)),
    import: (text, passphrase, options) =>
      recorded({ operation: 'secrets.import', target: 'several', after: (names) => ({ names }) }, () =>
        admin.import(text, passphrase, options),
      ),
  };
}

/** Keys and servers of the configuration. */
export function recordedAdministration(admin: Administration, recorded: RecordedWork): Administration {
  const { servers, keys, adminKeys } = admin;
  const keyNow = async (id: string) => (await keys.list().catch(() => [])).find((key) => key.id === id);
  const serverNow = async ({ name, configId }: { readonly name: string; readonly configId?: string | undefined }) =>
    (await servers.list({ configId }).catch(() => [])).find((server) => server.name === name);
  return {
    ...admin,
    adminKeys: {
      ...adminKeys,
      create: (wanted) =>
        recorded(
          { operation: 'adminKeys.create', target: wanted.name ?? 'key', after: ({ key: _, ...listing }) => listing },
          () => adminKeys.create(wanted),
        ),
      delete: (id) => recorded({ operation: 'adminKeys.delete', target: id, after: asIs }, () => adminKeys.delete(id)),
    },
    servers: {
      ...servers,
      add: (server) =>
        recorded({ operation: 'servers.add', target: server.name, after: asIs }, () => servers.add(server)),
      async remove(choice) {
        const before = await serverNow(choice);
        return recorded({ operation: 'servers.remove', target: choice.name, before }, () => servers.remove(choice));
      },
      async setEnabled(choice) {
        const before = await serverNow(choice);
        const change = {
          operation: choice.enabled ? 'servers.enable' : 'servers.disable',
          target: choice.name,
          before,
        };
        return recorded({ ...change, after: asIs }, () => servers.setEnabled(choice));
      },
    },
    keys: {
      ...keys,
      create: (wanted) =>
        // Only its id is known afterwards; the text of the key is nobody’s business but its owner’s.
        recorded(
          { operation: 'keys.create', target: wanted.name ?? 'key', after: ({ key: _, ...listing }) => listing },
          () => keys.create(wanted),
        ),
      async disable(id) {
        const before = await keyNow(id);
        return recorded({ operation: 'keys.disable', target: id, before, after: asIs }, () => keys.disable(id));
      },
      async enable(id) {
        const before = await keyNow(id);
        return recorded({ operation: 'keys.enable', target: id, before, after: asIs }, () => keys.enable(id));
      },
      async rotate(id, options) {
        const before = await keyNow(id);
        const after = ({ key: _, ...listing }: Awaited<ReturnType<typeof keys.rotate>>) => listing;
        return recorded({ operation: 'keys.rotate', target: id, before, after }, () => keys.rotate(id, options));
      },
      async delete(id) {
        const before = await keyNow(id);
        return recorded({ operation: 'keys.delete', target: id, before }, () => keys.delete(id));
      },
    },
  };
}

/** What an import brought, without the keys that are shown once. */
export function recordedImports(admin: ImportAdmin, recorded: RecordedWork): ImportAdmin {
  return {
    ...admin,
    import: (text, choice) =>
      recorded({ operation: 'imports.apply', target: choice?.configId ?? 'config', after: withoutKeys }, () =>
        admin.import(text, choice),
      ),
  };
}

function withoutKeys({ keys, ...outcome }: ImportOutcome): unknown {
  return { ...outcome, keys: keys.map(({ key: _, ...rest }) => rest) };
}

/** Which secrets went into the vault, by their places and masks. */
export function recordedAdoption(adoption: SecretAdoption, recorded: RecordedWork): SecretAdoption {
  return {
    ...adoption,
    adopt: (choice) =>
      recorded({ operation: 'secrets.adopt', target: 'config', after: asIs }, () => adoption.adopt(choice)),
  };
}

/** Looking at content that was kept is recorded: it is meant for few eyes. */
export function recordedActivity(admin: ActivityAdmin, recorded: RecordedWork): ActivityAdmin {
  return {
    ...admin,
    content: (id) => recorded({ operation: 'activity.reveal', target: id }, () => admin.content(id)),
  };
}
