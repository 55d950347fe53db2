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

/** A pattern that speaks for an attack, more or less: one that benign text has too weighs little. */
export interface Signal {
  readonly id: string;
  readonly kind: SignalKind;
  /** Every match contains one of these; the pattern is tried only near them. */
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  /** 0 to 1: below one half it takes a signal of another kind beside it to be a finding. */
  readonly weight: number;
  readonly message: string;
  readonly before?: number;
  readonly after?: number;
}

/** A signal found in a text, weighed by where it stands. */
export interface Evidence {
  readonly signal: Signal;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** Quoted, warned of or told about, or in a text that speaks of attacks: not enough to block for. */
  readonly mentioned: boolean;
  /** Surely told about: more of it does not make it more likely. */
  readonly told: boolean;
}
