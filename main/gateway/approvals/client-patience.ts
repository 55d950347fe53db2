import type { Approvals } from '../../../shared/config/approvals';

/** An answer must have arrived before the client gives up. */
const MARGIN_SECONDS = 5;

export interface WaitingClient {
  readonly keyId: string;
  readonly claimedName?: string | undefined;
  /** It asked for progress. */
  readonly hasProgress: boolean;
  /** Whoever decides wants to be told and not interrupted: they look later. */
  readonly isUnhurried?: boolean;
}

/** How long a call of this client may wait for a person, in milliseconds. */
export function patienceOf(waiting: WaitingClient, settings: Approvals): number {
  const { keyId, claimedName, hasProgress, isUnhurried = false } = waiting;
  const { clients, deadline, deadlineWithProgress } = settings;
  // Twice as long, where the client has the patience: one that gives up takes its question with it.
  const longest = deadlineWithProgress * (isUnhurried ? 2 : 1);
  const own = ownMember(clients, keyId) ?? (claimedName === undefined ? undefined : ownMember(clients, claimedName));
  const keepsAlive = hasProgress && (own?.progressKeepsAlive ?? true);
  if (keepsAlive) return longest * 1_000;
  // Most clients give up after a minute, which is the default of the SDKs; the deadline lies before that.
  if (own === undefined) return deadline * 1_000;
  const enough = own.seconds - Math.min(MARGIN_SECONDS, own.seconds / 4);
  return Math.min(enough, longest) * 1_000;
}

const ownMember = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
