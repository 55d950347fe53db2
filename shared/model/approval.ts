import type { JsonObject } from './json-rpc';
import type { DetectorName } from './detectors';
import type { Severity } from './verdict';

/** How far a decision reaches. */
export const APPROVAL_SCOPES = [
  /** The call that waits, and no other. */
  'once',
  /** The next call with the same arguments, within ten minutes, one time. What a late decision turns into. */
  'next-call',
  /** The tool, until the MCP session ends, eight hours at most. */
  'session',
  /** The tool, for 24 hours. */
  'day',
  /** The tool, until it is revoked or the definition of the tool changes. */
  'always',
  /** The tool with arguments of this form, likewise. */
  'always-these-arguments',
  /** For a denial: the tool in any definition, for everybody, until it is revoked. */
  'always-deny',
] as const;
export type ApprovalScope = (typeof APPROVAL_SCOPES)[number];

/** How the question about a call ended, as the activity log names it. */
export type ApprovalOutcome =
  | 'allowed_once'
  | `allowed_by_grant:${string}`
  | 'denied_user'
  | 'denied_timeout'
  | 'denied_queue'
  | 'denied_policy'
  | 'cancelled_client'
  | 'expired_then_granted';

/** Part of the activity record of a request that a person, or somebody’s earlier decision, had a say in. */
export interface ApprovalRecord {
  readonly id: string;
  readonly outcome: ApprovalOutcome;
  /** The channel that answered, with who it was where that is known: `api`, `terminal`, `webhook`, `client`. */
  readonly by?: string;
  readonly direction: ApprovalDirection;
  /** Milliseconds that the call waited. */
  readonly waitedMs: number;
  readonly note?: string;
}

/** What is held: what a client says to a server, or what a server says to its client. */
export type ApprovalDirection = 'request' | 'response';

/** Where in the content a reason was found; `path` is a JSON Pointer (RFC 6901), the end is exclusive. */
export interface Evidence {
  readonly path: string;
  readonly start?: number;
  readonly end?: number;
}

/**
 * Something in the content that reads as something else: a name of a host in punycode (RFC 3492), or letters that look
 * like others (UTS #39). Told to whoever decides; no reason to ask by itself.
 */
export interface LookAlike extends Evidence {
  readonly kind: 'punycode' | 'letters';
  /** As it stands there. */
  readonly text: string;
  /** What punycode says; absent where nothing is encoded, and where it says nothing. */
  readonly decoded?: string;
  /** What a reader takes it for. */
  readonly readsAs?: string;
}

/** Why a person is asked. */
export interface ApprovalReason {
  /** The rule that spoke, such as `write-tool` or the rule of a finding. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly text: string;
  readonly detector?: DetectorName;
  readonly evidence: readonly Evidence[];
}

/** What a server claims about a tool (MCP, ToolAnnotations). Nobody checked it. */
export type ClaimedAnnotations = JsonObject;

/** A call that waits for a person, as a person may see it: secrets are masked, names of servers are cleaned. */
export interface Hold {
  /** Short, to be typed by people; names this call and no other. */
  readonly id: string;
  /** Order of arrival. */
  readonly seq: number;
  /** Calls of one client to one tool have the same. */
  readonly group: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** When it was first shown to somebody. */
  readonly shownAt?: number;
  /** When it is denied if nobody answers. */
  readonly deadline: number;
  readonly client: {
    readonly keyId: string;
    /** As the key is called in the configuration. */
    readonly keyName?: string;
    /** What the program says it is. Nobody checked it. */
    readonly claimedName?: string;
    readonly projectId: string;
    readonly userId: string;
  };
  readonly server: string;
  readonly method: string;
  /** Present for tool calls; prompts and resources have a name alone. */
  readonly tool: {
    readonly name: string;
    readonly definitionHash: string;
    /** This key has not been allowed to use it before. */
    readonly firstUse: boolean;
    /** It was allowed before, under another definition. */
    readonly changedSinceGrant: boolean;
    readonly annotations: ClaimedAnnotations;
  };
  readonly reasons: readonly ApprovalReason[];
  /** What in the content reads as something else; absent where nothing does. */
  readonly lookAlikes?: readonly LookAlike[];
  readonly direction: ApprovalDirection;
  /** What is held, with secrets masked character by character so that evidence stays in its place. */
  readonly content: unknown;
  /** Pointers of strings that are masked in part and may be revealed. */
  readonly masked: readonly string[];
  /** What was last allowed for this tool and key, masked likewise. */
  readonly lastAllowed?: unknown;
  readonly contentHash: string;
  /** `expired`: too late for the call, in time for the next one like it. */
  readonly state: 'pending' | 'expired' | 'resolved';
  readonly outcome?: ApprovalOutcome;
  /** The scopes that may be chosen. */
  readonly scopes: readonly ApprovalScope[];
  /** Why it expired at once: there was nobody to ask. */
  readonly nobodyThere?: true;
  /** A sample that the gateway made, for a person to see what a question looks like: nothing comes of any answer. */
  readonly isTest?: true;
  /** This client asks so often that pausing it should be offered. */
  readonly suggestPause?: true;
}

/** How an argument of a later call must compare for a grant to cover it. */
export type ArgumentForm = 'exact' | 'any' | { readonly prefix: string };

/** A person’s answer. */
export interface Decision {
  readonly verdict: 'allow' | 'deny';
  readonly scope: ApprovalScope;
  /** `seq` of the hold that was in view; refused when it is another. */
  readonly shownSeq: number;
  /** For the record; told to the model too if `tellAgent`. */
  readonly note?: string;
  readonly tellAgent?: boolean;
  /** With `always-these-arguments`: top-level arguments by name; those not named are exact. */
  readonly arguments?: Readonly<Record<string, ArgumentForm>>;
}

/** A remembered decision. */
export interface Grant {
  readonly id: string;
  readonly effect: 'allow' | 'deny';
  readonly scope: ApprovalScope;
  readonly configId: string;
  readonly server: string;
  readonly method: string;
  /** Tool, prompt or resource. */
  readonly name: string;
  /** Absent only from denials, which hold for everybody. */
  readonly keyId?: string;
  readonly sessionId?: string;
  readonly definitionHash?: string;
  readonly contentHash?: string;
  /** Of the held content: a result is not a request. */
  readonly direction: ApprovalDirection;
  /** Arguments by name; exact ones as a keyed hash, so that no value is kept. */
  readonly argumentForms?: Readonly<Record<string, GrantedArgument>>;
  /** The rules that had spoken when it was given: it says nothing about others. */
  readonly covers: readonly string[];
  /** Epoch milliseconds, as all moments here. */
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly by: string;
  readonly note?: string;
  readonly uses: number;
  readonly lastUsedAt?: number;
}

export type GrantedArgument =
  | { readonly form: 'exact'; readonly hash: string }
  | { readonly form: 'prefix'; readonly prefix: string }
  | { readonly form: 'any' };

/** Whose calls are refused for the time being: everybody’s, one key’s, or those to one server. */
export interface Pause {
  readonly id: string;
  readonly target:
    | { readonly kind: 'all' }
    | { readonly kind: 'client'; readonly keyId: string }
    | { readonly kind: 'server'; readonly server: string };
  readonly since: number;
  /** Absent: until somebody resumes it. */
  readonly until?: number;
  readonly reason?: string;
}

/** What happened at the desk. */
export type ApprovalEvent =
  | { readonly type: 'approval.held'; readonly hold: Hold }
  | { readonly type: 'approval.shown'; readonly id: string; readonly shownAt: number }
  | { readonly type: 'approval.expired'; readonly id: string }
  | { readonly type: 'approval.resolved'; readonly id: string; readonly outcome: ApprovalOutcome; readonly by?: string }
  | { readonly type: 'grant.changed'; readonly id: string }
  | { readonly type: 'pause.changed' };
