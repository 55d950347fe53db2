import type { Hold } from '../../../shared/model/approval';
import type { ApprovalChannel } from '../ports/approval-channel';
import type { GrantQuestion } from './grants';

/** A call that needs a person. */
export interface ApprovalQuestion {
  readonly about: GrantQuestion;
  readonly shown: Omit<
    Hold,
    | 'id'
    | 'seq'
    | 'group'
    | 'createdAt'
    | 'deadline'
    | 'state'
    | 'scopes'
    | 'contentHash'
    | 'lookAlikes'
    | 'suggestPause'
    | 'shownAt'
    | 'outcome'
  >;
  /** What is held, unmasked. */
  readonly raw: unknown;
  /** Of a result: by which it is found when its request comes again. */
  readonly requestHash?: string;
  /** Length of what is held as JSON. */
  readonly size: number;
  /** Beside whoever watches the desk. */
  readonly channels: readonly ApprovalChannel[];
  readonly limits: { readonly waiting: number; readonly waitingPerClient: number };
  /** How long it may wait. */
  readonly waitMs: number;
}
