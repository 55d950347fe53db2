import type { Logger } from '../ports/logger';
import type { SharedState } from '../shared-state/shared-state';
import type { FindLookAlikes } from '../ports/look-alikes';
import type { StateStore } from '../ports/state-store';
import { ApprovalDesk } from './approval-desk';
import { createContinuations, type Continuations } from './continuations';
import { createDenialCounts, type DenialCounts } from './denial-counts';
import { createFingerprints, type Fingerprints } from './fingerprints';
import { createGrants, type Grants } from './grants';
import { shareGrants, sharePauses } from './shared-decisions';
import { concerns, createPauses, type Pauses } from './pauses';

/** Everything about people’s decisions that outlives a configuration. */
export interface ApprovalOffice {
  readonly desk: ApprovalDesk;
  readonly grants: Grants;
  readonly pauses: Pauses;
  readonly fingerprints: Fingerprints;
  readonly continuations: Continuations;
  readonly denials: DenialCounts;
  /** Denies what waits: the gateway is stopping. */
  close(): void;
}

export interface OfficeNeeds {
  readonly state: StateStore;
  /** For fingerprints that only this installation can make. */
  readonly key: Uint8Array;
  readonly log: Logger;
  readonly findLookAlikes: FindLookAlikes;
  /** Absent: what is decided holds here alone. */
  readonly shared?: SharedState;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createApprovalOffice({ state, key, shared, findLookAlikes, log, now }: OfficeNeeds): ApprovalOffice {
  const fingerprints = createFingerprints(key);
  const sharing = shared === undefined ? undefined : { shared, state };
  const grants = createGrants({
    state,
    fingerprints,
    now,
    ...(sharing === undefined ? {} : { share: (apply) => shareGrants({ ...sharing, apply }) }),
  });
  const desk = new ApprovalDesk({ grants, findLookAlikes, log, now });
  tellOfLostHolds(state, log);
  const unwatch = desk.watch(() => noteHolds(state, desk), false);
  const pauses = createPauses({
    state,
    now,
    ...(sharing === undefined ? {} : { share: (apply) => sharePauses({ ...sharing, apply }) }),
    onChange: () => {
      const targets = pauses.list().map(({ target }) => target);
      desk.denyWaiting((about) => targets.some((target) => concerns(target, about)), 'paused');
      desk.announce({ type: 'pause.changed' });
    },
  });
  return {
    desk,
    grants,
    pauses,
    fingerprints,
    continuations: createContinuations(now),
    denials: createDenialCounts(),
    close() {
      desk.denyWaiting(() => true, 'stopping');
      unwatch();
    },
  };
}

interface NotedHold {
  readonly id: string;
  readonly server: string;
  readonly name: string;
}

/** So that a gateway that ended badly can say which calls were not made. */
function noteHolds(state: StateStore, desk: ApprovalDesk): void {
  const waiting = desk.list().filter(({ state, isTest }) => state === 'pending' && isTest !== true);
  state.write(
    'held',
    waiting.map(({ id, server, tool }): NotedHold => ({ id, server, name: tool.name })),
  );
}

function tellOfLostHolds(state: StateStore, log: Logger): void {
  const lost = state.read<readonly NotedHold[]>('held') ?? [];
  if (lost.length === 0) return;
  state.write('held', []);
  const calls = lost.map(({ id, server, name }) => `${server} · ${name} (${id})`);
  log.warn('Calls waited for a person when the gateway ended; they were denied and never made', { calls });
}
