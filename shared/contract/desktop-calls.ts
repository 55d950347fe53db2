import type { DesktopChange } from './desktop-facts';

/** A window of the desktop, by the host of its origin: `app://main`, `app://approval`, `app://crash`. */
export type WindowKind = 'main' | 'approval' | 'crash';

interface Invocation {
  readonly operation: string;
  readonly input: unknown;
}

interface Subscription {
  /** Chosen by the window; its events carry it. */
  readonly id: number;
  readonly input: unknown;
}

type Nothing = Readonly<Record<string, never>>;

/** What a window may ask of the program, by the channel that it travels on. The word before the colon is the window’s kind. */
export interface DesktopCalls {
  readonly 'main:invoke': Invocation;
  readonly 'main:subscribe': Subscription;
  readonly 'main:unsubscribe': { readonly id: number };
  /** Brings up the window that decides, with this call in view. */
  readonly 'main:show-approvals': { readonly id?: string | undefined };
  readonly 'main:open-external': { readonly url: string };
  /** How the person wants to see the windows, as the page wrote it. */
  readonly 'main:keep-appearance': { readonly text: string };
  /** How far the person came with the first steps, as the page wrote it. */
  readonly 'main:keep-welcome': { readonly text: string };
  /** How the desktop is set up; with a change, afterwards. Answers with `DesktopFacts`. */
  readonly 'main:set-up': DesktopChange;
  /** Lets the person keep a text as a file; answers with whether they did. The name is a proposal. */
  readonly 'main:save-text': { readonly name: string; readonly text: string };
  /** Lets them keep the record as a file; the query is that of `GET /activity/export`. */
  readonly 'main:save-activity': { readonly name: string; readonly query: Readonly<Record<string, string>> };
  /** Whether a secret stands in the window. */
  readonly 'main:reveal': { readonly isRevealing: boolean };
  readonly 'approval:invoke': Invocation;
  readonly 'approval:subscribe': Subscription;
  readonly 'approval:unsubscribe': { readonly id: number };
  /** How the person wants to see the windows now. The program says on the channel of this name when they choose anew. */
  readonly 'approval:appearance': Nothing;
  readonly 'approval:reveal': { readonly isRevealing: boolean };
  /** How high the page would like to be, in CSS pixels. */
  readonly 'approval:fit': { readonly height: number };
  readonly 'approval:close': Nothing;
  readonly 'crash:report': Nothing;
  readonly 'crash:copy': Nothing;
  readonly 'crash:reload': Nothing;
}

export type DesktopChannel = keyof DesktopCalls;
