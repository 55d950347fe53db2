import type { ActivityRecord } from './activity';

/** Who changed something: through the admin API, at the command line, in the window (or the desktop by itself), or by writing the file. */
export interface Actor {
  readonly kind: 'admin' | 'cli' | 'desktop' | 'file';
  /** The credential or the user of the operating system; never a secret. */
  readonly id: string;
}

/** A change that somebody made, or tried to make. */
export interface AdminChange {
  readonly who: Actor;
  /** Such as `keys.create`. */
  readonly operation: string;
  /** What it was about: the id of a key, the name of a server. */
  readonly target: string;
  /** Masked. */
  readonly before?: unknown;
  /** Masked. */
  readonly after?: unknown;
  /** Error id, when it was refused. */
  readonly error?: string | undefined;
}

/** What content of a call was kept elsewhere. */
export interface CaptureNote {
  /** In `activity/captures`. */
  readonly file: string;
  /** SHA-256 of what lies there, encrypted. */
  readonly sha256: string;
}

/** What was kept of a call. A part that was too long is left out and named. */
export interface CapturedCall {
  readonly arguments?: unknown;
  readonly result?: unknown;
  readonly leftOut?: readonly ('arguments' | 'result')[];
}

export interface RequestEntry extends ActivityRecord {
  readonly kind: 'request';
  readonly capture?: CaptureNote;
}

export interface AdminEntry extends AdminChange {
  readonly kind: 'admin';
  readonly at: number;
}

/** Everything before it is as it was when this was signed. */
export interface CheckpointEntry {
  readonly kind: 'checkpoint';
  readonly at: number;
  readonly because: 'interval' | 'rotation' | 'key' | 'stop';
  /** Fingerprint of the key that signed; absent: nobody did. */
  readonly key?: string;
}

/** What a start found wrong with the end of the log. */
export interface RecoveredEntry {
  readonly kind: 'recovered';
  readonly at: number;
  readonly because: 'torn-line' | 'missing-lines' | 'head-missing';
  readonly segment?: string;
  /** Of the torn line: how long it was, and how it began. */
  readonly bytes?: number;
  readonly text?: string;
  /** How far the log reached according to its head. */
  readonly reached?: { readonly seq: number; readonly hash: string };
}

/** What could not be recorded while the disk took nothing. */
export interface LostEntry {
  readonly kind: 'lost';
  readonly at: number;
  readonly since: number;
  /** Records that were given up. */
  readonly records: number;
  /** Requests that were refused because they could not have been recorded. */
  readonly refused: number;
  readonly reason: string;
}

/** Segments that were removed because they were too old or too many. */
export interface RetentionEntry {
  readonly kind: 'retention';
  readonly at: number;
  readonly removed: readonly string[];
  /** The last line of the last of them: what is left continues it. */
  readonly upTo: { readonly seq?: number; readonly hash: string };
  readonly key?: string;
}

export type ActivityEntry = RequestEntry | AdminEntry | CheckpointEntry | RecoveredEntry | LostEntry | RetentionEntry;

export const ENTRY_KINDS = ['request', 'admin', 'checkpoint', 'recovered', 'lost', 'retention'] as const;

/** An entry with its place in the chain. Lines of earlier versions have no number. */
export type ActivityLine = ActivityEntry & {
  readonly seq?: number;
  /** SHA-256 of the line before. */
  readonly previous: string;
  readonly signature?: string;
};

export interface ActivityPage {
  /** Newest first. */
  readonly lines: readonly ActivityLine[];
  /** Where to go on; absent: there is nothing more. A page may be short, or empty, although there is more. */
  readonly next?: string;
}

/** Whether requests are being recorded. */
export interface ActivityHealth {
  /** `waiting`: the disk takes nothing and records wait. `losing` and `refusing`: too many wait. */
  readonly state: 'ok' | 'waiting' | 'losing' | 'refusing';
  readonly waitingBytes: number;
  /** Since the start. */
  readonly lostRecords: number;
  readonly refusedRequests: number;
  /** Why the disk takes nothing. */
  readonly reason?: string;
  /** Fingerprint of the key that signs. */
  readonly signedBy?: string;
  /** Why nobody signs. */
  readonly unsigned?: string;
  /** Content of calls is being kept until then. */
  readonly capturingUntil?: string;
}

export interface ActivityFacts {
  readonly directory: string;
  readonly segments: number;
  readonly bytes: number;
  /** Of the oldest and the newest segment. */
  readonly oldest?: string;
  readonly newest?: string;
  /** The end of the log as it was last written down; to be kept elsewhere. */
  readonly head?: { readonly seq: number; readonly hash: string; readonly at: number };
  /** Of a gateway that runs. */
  readonly health?: ActivityHealth;
}

export interface ActivityProblem {
  readonly segment?: string;
  /** In the segment, from 1. */
  readonly line?: number;
  readonly seq?: number;
  readonly kind:
    'unreadable' | 'broken-link' | 'sequence' | 'signature' | 'missing-start' | 'missing-lines' | 'truncated' | 'key';
  readonly message: string;
}

export interface ActivityVerification {
  readonly ok: boolean;
  readonly lines: number;
  readonly segments: number;
  /** The first of many. */
  readonly problems: readonly ActivityProblem[];
  /** What could not be proven, one sentence each. */
  readonly notes: readonly string[];
  readonly signatures: {
    /** Signed checkpoints and removals that hold. */
    readonly valid: number;
    readonly keys: readonly string[];
    /** How the key is known to be the gateway’s own. */
    readonly trusted: 'vault' | 'given' | 'nobody';
    /** Lines after the last of them. */
    readonly linesAfter: number;
  };
  /** The last line that was read. */
  readonly end?: { readonly seq?: number; readonly hash: string };
}
