/** A waiting call that a notice speaks of. */
export interface NoticedCall {
  readonly id: string;
  readonly seq: number;
}

/** Where a press on a notice leads. */
export type NoticeTarget =
  | { readonly kind: 'approvals'; readonly id: string }
  /** A screen of the console. */
  | { readonly kind: 'screen'; readonly route: string };

/** What is said to a person outside of our windows. It may stand on a locked screen: it holds no value of any argument. */
export interface Notice {
  /** What it is about; a later notice with the same takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** Without a sound. */
  readonly isQuiet: boolean;
  readonly opens: NoticeTarget;
  /** The calls that may be denied from here. Nothing is ever allowed from here: too little is shown to decide on. */
  readonly calls: readonly NoticedCall[];
}
