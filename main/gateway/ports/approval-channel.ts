import type { ApprovalScope, Hold } from '../../../shared/model/approval';

/** What somebody said who was asked over a channel. */
export interface ChannelAnswer {
  readonly verdict: 'allow' | 'deny';
  /** Absent: this call alone. */
  readonly scope?: ApprovalScope;
  readonly note?: string;
  /** Who it was, where the channel knows. */
  readonly by?: string;
}

/**
 * A way to reach people. All channels are asked at once and the first answer counts; the others are told by the signal
 * that it came. A channel that fails has nobody there.
 */
export interface ApprovalChannel {
  readonly name: string;
  /** Resolves `nobody-there` when this channel has nobody to ask. */
  ask(hold: Hold, signal: AbortSignal): Promise<ChannelAnswer | 'nobody-there'>;
}
