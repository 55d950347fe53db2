/** How a person wants to be alerted of calls that wait: the window and a notice, a notice alone, or the number on the icon alone. */
export const ALERT_WAYS = ['window', 'notification', 'badge'] as const;
export type AlertWay = (typeof ALERT_WAYS)[number];

/** Whether the program starts when the person logs in, as the system says. */
export type AutostartState =
  | { readonly kind: 'on' }
  | { readonly kind: 'off' }
  /** It is wanted, and macOS waits for the person to allow it in its settings. */
  | { readonly kind: 'needs-approval' }
  /** The system starts another program in its place, such as another copy; to turn it on takes that over. */
  | { readonly kind: 'other'; readonly program: string }
  /** Nobody can say; `why` is one sentence. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Where the program stands with newer versions of itself. */
export type UpdateState =
  /** This copy is updated by other means, or not at all. */
  | { readonly kind: 'off'; readonly why: string; readonly command?: string }
  | { readonly kind: 'idle' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'current'; readonly checkedAt: number }
  | { readonly kind: 'downloading'; readonly version: string }
  /** Downloaded and checked; it is put in when the person says so, or when the program ends. */
  | { readonly kind: 'ready'; readonly version: string; readonly notes: string }
  /** The person said so; calls under way end first. */
  | { readonly kind: 'waiting'; readonly version: string }
  | { readonly kind: 'failed'; readonly why: string };

/** How the desktop program is set up, beside the gateway. */
export interface DesktopFacts {
  readonly alertBy: AlertWay;
  readonly autostart: AutostartState;
  readonly update: UpdateState;
  /** Whether the icon among those of the system can be seen, so that a closed window goes on there. */
  readonly hasTray: boolean;
}

/** What a person changes of it, one thing at a time or several. */
export interface DesktopChange {
  readonly alertBy?: AlertWay | undefined;
  readonly startsAtLogin?: boolean | undefined;
  readonly update?: 'check' | 'install' | undefined;
}
