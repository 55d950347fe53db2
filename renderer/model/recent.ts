import type { ActivityLine } from '../../shared/model/activity-line';

/** Recorded requests of the last day, newest first. */
export interface Recent {
  readonly lines: readonly ActivityLine[];
  /** There were more than are kept here. */
  readonly isCut: boolean;
}
