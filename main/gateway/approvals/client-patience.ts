import type { Approvals } from '../../../shared/config/approvals';

/** An answer must have arrived before the client gives up. */
const MARGIN_SECONDS = 5;

export interface WaitingClient {
  readonly keyId: string;
  readonly claimedName?: string | undefined;
  /** It asked for progress. */
  readonly hasProgress: boolean;
}

/** How long a call of this client may wait for a person, in milliseconds. */
export function patienceOf({ keyId, claimedName, hasProgress }: WaitingClient, settings: Approvals): number {
  const { clients, deadline, deadlineWithProgress } = settings;
  const own = ownMember(clients, keyId) ?? (claimedName === undefined ? undefined : ownMember(clients, claimedName));
  const keepsAlive = hasProgress && (own?.progressKeepsAlive ?? true);
  if (keepsAlive) return deadlineWithProgress * 1_000;
  // Most clients give up after a minute, which is the default of the SDKs; the deadline lies before that.
  if (own === undefined) return deadline * 1_000;
  const enough = own.seconds - Math.min(MARGIN_SECONDS, own.seconds / 4);
  return Math.min(enough, deadlineWithProgress) * 1_000;
}

const ownMember = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
