import { asGatewayError } from '../../shared/errors/gateway-error';
import type { ApprovalEvent, Hold } from '../../shared/model/approval';
import { isJsonObject } from '../../shared/model/json-rpc';
import { requireTogether } from '../gateway/approvals/check-decision';
import type { SharedState } from '../gateway/shared-state/shared-state';
import type { ApprovalAdmin, DecidedOne } from './approval-admin';
import { createDeskLine, type DeskLine } from './desk-line';

export interface SharedApprovalsNeeds {
  readonly local: ApprovalAdmin;
  readonly shared: SharedState;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * The desks of all gateways that share a store, as one: calls that wait at another are seen and decided here, and whoever
 * watches here counts as somebody to ask there. While the store is lost each desk is for itself.
 */
export function createSharedApprovals({ local, shared, now }: SharedApprovalsNeeds): ApprovalAdmin & { close(): void } {
  const listeners = new Set<(event: ApprovalEvent) => void>();
  const onEvent = (event: ApprovalEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const line = createDeskLine({ local, shared, onEvent, now });
  let deciding = 0;

  return {
    ...local,
    list: async () => [...(await local.list()), ...line.elsewhere()],
    get: async (id) => line.elsewhere().find((hold) => hold.id === id) ?? local.get(id),
    async show(id) {
      const owner = line.ownerOf(id);
      return owner === undefined ? local.show(id) : ((await line.ask(owner, 'show', { id })) as Hold);
    },
    async decide(id, input) {
      const owner = line.ownerOf(id);
      return owner === undefined ? local.decide(id, input) : ((await line.ask(owner, 'decide', { id, input })) as Hold);
    },
    async reveal(id, input) {
      const owner = line.ownerOf(id);
      return owner === undefined ? local.reveal(id, input) : String(await line.ask(owner, 'reveal', { id, input }));
    },
    decideMany: (input) => decideMany(input, local, line),
    async watch(watcher, options) {
      listeners.add(watcher);
      if (options.decides) deciding += 1;
      await line.attend(deciding);
      await local.watch(watcher, options).finally(() => {
        listeners.delete(watcher);
        if (options.decides) deciding -= 1;
        void line.attend(deciding);
      });
    },
    close: () => line.close(),
  };
}

/** Those that wait here at once, the others one by one where they wait. */
async function decideMany(input: unknown, local: ApprovalAdmin, line: DeskLine): Promise<readonly DecidedOne[]> {
  if (!isJsonObject(input) || !Array.isArray(input['calls'])) return local.decideMany(input);
  const { calls, ...terms } = input as { readonly calls: readonly unknown[]; readonly verdict: unknown };
  const isElsewhere = (call: unknown): call is { readonly id: string; readonly shownSeq: unknown } =>
    isJsonObject(call) && typeof call['id'] === 'string' && line.ownerOf(call['id']) !== undefined;
  const here = calls.filter((call) => !isElsewhere(call));
  const ours = here.length === 0 ? [] : await local.decideMany({ ...terms, calls: here });
  const theirs = calls.filter(isElsewhere).map(async ({ id, shownSeq }): Promise<DecidedOne> => {
    try {
      const decision = { ...terms, scope: 'once', shownSeq };
      const hold = line.elsewhere().find((one) => one.id === id);
      // Where it waits, nobody hears that it is one of several.
      if (hold !== undefined) requireTogether(terms.verdict === 'deny' ? 'deny' : 'allow', hold);
      const { outcome } = (await line.ask(line.ownerOf(id) ?? '', 'decide', { id, input: decision })) as Hold;
      return { id, ...(outcome === undefined ? {} : { outcome }) };
    } catch (failure) {
      return { id, problem: asGatewayError(failure).message };
    }
  });
  return [...ours, ...(await Promise.all(theirs))];
}
