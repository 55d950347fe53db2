/** What a signal says about a text. Two different kinds close to each other are independent evidence. */
type SignalKind =
  | 'override'
  | 'template'
  | 'authority'
  | 'role'
  | 'concealment'
  | 'extraction'
  | 'directive'
  | 'hijack'
  | 'exfiltration'
  | 'sensitive'
  | 'ordering'
  | 'shadowing'
  | 'claim'
  | 'side-effect'
  | 'persona'
  | 'unrestricted'
  | 'format'
  | 'pressure'
  | 'fiction'
  | 'request'
  | 'subject'
  | 'superlative'
  | 'proof'
  | 'scarcity'
  | 'mandate'
  | 'rivals';

/** Something that speaks for an attack, more or less: what benign text has too weighs little. */
export interface Sign {
  readonly id: string;
  readonly kind: SignalKind;
  /** 0 to 1: below one half it takes a sign of another kind beside it to be a finding. */
  readonly weight: number;
  readonly message: string;
}

/** A sign that is one wording. */
export interface Signal extends Sign {
  /** Every match contains one of these; the pattern is tried only near them. None: it is tried everywhere. */
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  readonly before?: number;
  readonly after?: number;
  /** A closer look at a match. */
  readonly accept?: (match: RegExpExecArray) => boolean;
}

/** A sign that is a meaning: phrases of several kinds near each other, whatever stands between them. */
export interface Frame extends Sign {
  /** One phrase of each; `a|b` is a phrase of either kind. */
  readonly slots: readonly string[];
  /** The phrases come in the order of the slots. */
  readonly inOrder?: true;
  /** How far the next phrase may be, in UTF-16 code units. */
  readonly within?: number;
  /** A sentence may end in between. */
  readonly acrossSentences?: true;
  /** Kinds of phrases that make it something else when they stand within it. */
  readonly unless?: string;
}

/** A signal found in a text, weighed by where it stands. */
export interface Evidence {
  readonly signal: Sign;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** Quoted, warned of or told about, or in a text that speaks of attacks: not enough to block for. */
  readonly mentioned: boolean;
  /** Surely told about: more of it does not make it more likely. */
  readonly told: boolean;
}
