import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Pause } from '../../../shared/model/approval';
import type { Share } from './grants';
import type { StateStore } from '../ports/state-store';

/** Who and what is told to wait. Survives a restart: whoever pulled the brake meant it. */
export interface Pauses {
  /** `forMs` absent: until it is resumed. A second pause of the same target replaces the first. */
  add(target: Pause['target'], terms?: { readonly forMs?: number; readonly reason?: string }): Pause;
  /** `false` when there is none of this id. */
  resume(id: string): boolean;
  list(): readonly Pause[];
  /** Throws `paused` for a request that a pause concerns. */
  check(request: PausableRequest): void;
}

export interface PausableRequest {
  readonly keyId: string;
  /** `gateway` for its own tools. */
  readonly server: string;
}

export interface PauseNeeds {
  readonly state: StateStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onChange: () => void;
  /** Has the same brake be pulled at other gateways. */
  readonly share?: Share<Pause>;
}

export function createPauses({ state, now, onChange, share }: PauseNeeds): Pauses {
  const pauses = new Map((state.read<readonly Pause[]>('pauses') ?? []).map((pause) => [pause.id, pause]));

  function save(): void {
    state.write('pauses', [...pauses.values()]);
    table?.reflect(pauses);
    onChange();
  }

  const table = share?.((id, pause) => {
    if (pause === undefined) pauses.delete(id);
    else pauses.set(id, pause);
    save();
  });
  table?.reflect(pauses);

  function inForce(): readonly Pause[] {
    const over = [...pauses.values()].filter(({ until }) => until !== undefined && now() >= until);
    for (const { id } of over) pauses.delete(id);
    if (over.length > 0) save();
    return [...pauses.values()];
  }

  return {
    add(target, { forMs, reason } = {}) {
      for (const { id, target: other } of inForce()) if (isSameTarget(target, other)) pauses.delete(id);
      const since = now();
      const pause: Pause = {
        id: randomUUID(),
        target,
        since,
        ...(forMs === undefined ? {} : { until: since + forMs }),
        ...(reason === undefined ? {} : { reason }),
      };
      pauses.set(pause.id, pause);
      save();
      return pause;
    },
    resume(id) {
      const wasThere = pauses.delete(id);
      if (wasThere) save();
      return wasThere;
    },
    list: inForce,
    check(request) {
      if (pauses.size === 0) return;
      const pause = inForce().find(({ target }) => concerns(target, request));
      if (pause !== undefined) throw refusal(pause, now());
    },
  };
}

/** Whether a pause of this target is about a request. */
export function concerns(target: Pause['target'], { keyId, server }: PausableRequest): boolean {
  switch (target.kind) {
    case 'all':
      return true;
    case 'client':
      return target.keyId === keyId;
    case 'server':
      return target.server === server;
  }
}

const isSameTarget = (one: Pause['target'], other: Pause['target']): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function refusal({ target, until, reason }: Pause, now: number): GatewayError {
  const who = { all: 'All calls are', client: 'Calls of this client are', server: 'Calls to this server are' };
  const why = reason === undefined ? '' : ` (${reason})`;
  const seconds = until === undefined ? undefined : Math.max(1, Math.ceil((until - now) / 1_000));
  const end = seconds === undefined ? 'until a person resumes them' : `for another ${seconds} s`;
  return new GatewayError('paused', `${who[target.kind]} paused by a person ${end}${why}; nothing was called`, {
    ...(target.kind === 'server' ? { server: target.server } : {}),
    ...(seconds === undefined ? {} : { retry_after_seconds: seconds }),
  });
}
