import type { DetectorName } from '../../../../../shared/model/detectors';
import type { Severity } from '../../../../../shared/model/verdict';
import type { Inspection, Phase } from '../../../../gateway/ports/guardrail';
import type { Readings } from './read-once';

/**
 * How a detector reads a text: as it is; `folded`, as a reader would take it, without invisible characters and with
 * look-alike letters made plain; `decoded`, what base64, hex or percent encoding in it says.
 */
export type Form = 'plain' | 'folded' | 'decoded';

/** One text to look at, with the place it was found in. */
export interface Passage {
  readonly text: string;
  readonly form: Form;
  readonly phase: Phase;
  /** JSON Pointer (RFC 6901) of the string that the text is, or was made from. */
  readonly at: string;
  /** The member that holds the string: `command` for `/arguments/command` and for `/arguments/command/0`. */
  readonly member: string | undefined;
  /** The text is the name of a member itself. */
  readonly isKey: boolean;
  /** What detectors worked out of the text and others may want too. */
  readonly readings?: Readings;
}

/** Something found in a text. Offsets are those of the text given, in UTF-16 code units. */
export interface Hit {
  /** The rule that spoke; in upper case it is the word in a placeholder, so name it after what is found. */
  readonly rule: string;
  readonly severity: Severity;
  /** How sure, 0 to 1. Hits below the policy’s threshold are dropped, but draw curves in `inspect`. */
  readonly score: number;
  /** One clause without the text that was found: `a GitHub token`. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Looks at one text at a time. */
export interface TextDetector {
  readonly detector: DetectorName;
  readonly phases: ReadonlySet<Phase>;
  /** A text is given once in each of these forms in which it differs from those given before. */
  readonly forms: ReadonlySet<Form>;
  detect(passage: Passage): readonly Hit[];
}

/** A hit with its place; without offsets it is about the whole value there. */
export interface LocatedHit extends Omit<Hit, 'start' | 'end'> {
  readonly at: string;
  readonly isKey?: true;
  readonly start?: number;
  readonly end?: number;
}

/** Looks at the content as a whole: its structure, its numbers, what several members say together. */
export interface ContentDetector {
  readonly detector: DetectorName;
  readonly phases: ReadonlySet<Phase>;
  /** Each `undefined` among the hits is a place to let others work; content may be large. `readings` are those of the content. */
  detect(inspection: Inspection, readings?: Readings): Iterable<LocatedHit | undefined>;
}

export const EVERY_PHASE: ReadonlySet<Phase> = new Set(['server', 'listing', 'input', 'output']);
