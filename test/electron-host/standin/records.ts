import type { NotificationConstructorOptions } from 'electron';

/** A dialog that stands and waits for an answer. */
export interface StandingDialog {
  readonly kind: 'message' | 'open' | 'save';
  readonly options: Readonly<Record<string, unknown>>;
  answer(value: unknown): void;
}

/** What the stand-in saw that a person would have seen; tests read it. */
export const records = {
  /** Dialogs that wait. */
  dialogs: [] as StandingDialog[],
  /** Title and text of every error box. */
  errorBoxes: [] as { readonly title: string; readonly content: string }[],
  /** Addresses that were opened outside. */
  opened: [] as string[],
  notifications: [] as NotificationConstructorOptions[],
  loginItem: undefined as object | undefined,
  badge: 0,
};
