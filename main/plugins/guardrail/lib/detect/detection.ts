import type { DetectorName } from '../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection, Phase } from '../../../../gateway/ports/guardrail';
import { decodeText, type DecodedPart } from './decode-text';
import type { ContentDetector, Form, Hit, LocatedHit, Passage, TextDetector } from './detector';
import { createFindings, type Findings } from './findings';
import { findTexts, type FoundText, type Place } from './find-texts';
import { foldText } from './fold-text';
import type { Readings } from './read-once';
import { sliceText } from './slice-text';

export interface Detectors {
  readonly texts: readonly TextDetector[];
  readonly contents: readonly ContentDetector[];
  /** Compiles the patterns that they have, one at a step. */
  readonly compile?: () => Generator<void, void, void>;
}

/** Looks at content in small steps; each `yield` is a place to let others work. The findings are complete at the end. */
export type Detection = (inspection: Inspection) => Generator<void, readonly DetectedFinding[], void>;

/** Puts every string of the content, in every form that differs, before every detector that is wanted. */
export function createDetection(detectors: Detectors): Detection {
  const chosenFor = chooser(detectors);
  return function* detect(inspection) {
    const { texts, contents } = chosenFor(inspection.phase, inspection.wanted);
    const findings = createFindings();
    const readings: Readings = [];
    for (const detector of contents) {
      for (const hit of detector.detect(inspection, readings)) {
        if (hit === undefined) yield;
        else findings.add(fromLocated(detector.detector, hit));
      }
      yield;
    }
    if (texts.plain.length + texts.folded.length + texts.decoded.length === 0) return findings.all();
    const looking = { phase: inspection.phase, texts, findings };
    for (const found of findTexts(inspection.content)) {
      if (findings.isFull()) break;
      if (found.text.length <= SHORT) lookAt(found, looking);
      else yield* lookAtLong(found, looking);
      yield;
    }
    return findings.all();
  };
}

type ByForm = Readonly<Record<Form, readonly TextDetector[]>>;

interface Chosen {
  readonly texts: ByForm;
  readonly contents: readonly ContentDetector[];
}

/** Chosen once per phase and set of wanted detectors, of which the policy makes few. */
function chooser({ texts, contents }: Detectors) {
  const everything: ReadonlySet<DetectorName> = new Set([...texts, ...contents].map(({ detector }) => detector));
  const chosen = new WeakMap<ReadonlySet<DetectorName>, Map<Phase, Chosen>>();
  return (phase: Phase, wanted: ReadonlySet<DetectorName> = everything): Chosen => {
    const byPhase = chosen.get(wanted) ?? new Map<Phase, Chosen>();
    chosen.set(wanted, byPhase);
    const known = byPhase.get(phase);
    if (known !== undefined) return known;
    const isChosen = (one: TextDetector | ContentDetector) => wanted.has(one.detector) && one.phases.has(phase);
    const reading = (form: Form) => texts.filter((one) => isChosen(one) && one.forms.has(form));
    const choice = {
      texts: { plain: reading('plain'), folded: reading('folded'), decoded: reading('decoded') },
      contents: contents.filter(isChosen),
    };
    byPhase.set(phase, choice);
    return choice;
  };
}

interface Looking {
  readonly phase: Phase;
  readonly texts: ByForm;
  readonly findings: Findings;
}

/** Short texts are looked at without a pause. */
const SHORT = 1_024;
const MAY_BE_ENCODED = 20;

function lookAt(found: FoundText, { phase, texts, findings }: Looking): void {
  const { text } = found;
  const whole = new View(found, { text, form: 'plain', phase });
  const add = (finding: DetectedFinding): void => findings.add(finding);
  for (const detector of texts.plain) show(whole, detector, add);
  for (const view of otherViewsOf(found, { text, phase, offset: 0 }, whole.readings)) {
    for (const detector of texts[view.form]) show(view, detector, add);
  }
}

function* lookAtLong(found: FoundText, { phase, texts, findings }: Looking): Generator<void, void, void> {
  const add = (finding: DetectedFinding): void => findings.addOfMany(finding);
  for (const { text, offset } of sliceText(found.text)) {
    if (findings.isFull()) return;
    const slice = new View(found, { text, form: 'plain', phase, originOf: (position) => position + offset });
    for (const view of [slice, ...otherViewsOf(found, { text, phase, offset }, slice.readings)]) {
      for (const detector of texts[view.form]) {
        show(view, detector, add);
        yield;
      }
    }
  }
}

interface Reading {
  readonly text: string;
  readonly form: Form;
  readonly phase: Phase;
  /** The way back from an offset in this text to the whole string; absent where they are the same. */
  readonly originOf?: (position: number, edge: 'start' | 'end') => number;
}

/** One form of a string, or of a part of it. */
class View implements Passage {
  readonly text: string;
  readonly form: Form;
  readonly phase: Phase;
  readonly isKey: boolean;
  readonly member: string | undefined;
  readonly readings: Readings = [];
  readonly originOf: Reading['originOf'];
  readonly #place: Place | undefined;

  constructor({ isKey, place }: FoundText, { text, form, phase, originOf }: Reading) {
    this.text = text;
    this.form = form;
    this.phase = phase;
    this.isKey = isKey;
    this.member = isKey ? undefined : place?.member;
    this.originOf = originOf;
    this.#place = place;
  }

  get at(): string {
    return this.#place?.at ?? '';
  }
}

const NO_VIEWS: readonly View[] = [];

interface Part {
  readonly text: string;
  readonly phase: Phase;
  /** Where it begins in the whole string. */
  readonly offset: number;
}

/** The forms of a text that differ from what it is; `readings` are those of the text. */
function otherViewsOf(found: FoundText, { text, phase, offset }: Part, readings: Readings): readonly View[] {
  const folded = foldText(text);
  const parts = text.length < MAY_BE_ENCODED ? NO_PARTS : decodeText(text, readings);
  if (folded === undefined && parts.length === 0) return NO_VIEWS;
  const views: View[] = [];
  if (folded !== undefined) {
    const originOf = (position: number): number => (folded.origins[position] ?? text.length) + offset;
    views.push(new View(found, { text: folded.text, form: 'folded', phase, originOf }));
  }
  for (const { text: said, start, end } of parts) {
    const decoded = foldText(said)?.text ?? said;
    const originOf = (_: number, edge: 'start' | 'end'): number => (edge === 'start' ? start : end) + offset;
    views.push(new View(found, { text: decoded, form: 'decoded', phase, originOf }));
  }
  return views;
}

const NO_PARTS: readonly DecodedPart[] = [];

function show(view: View, detector: TextDetector, add: (finding: DetectedFinding) => void): void {
  const hits = detector.detect(view);
  if (hits.length === 0) return;
  const { at, isKey, originOf } = view;
  for (const hit of hits) {
    const start = originOf?.(hit.start, 'start') ?? hit.start;
    const end = originOf?.(hit.end, 'end') ?? hit.end;
    const finding = { ...factsOf(detector.detector, hit), at, start, end };
    add(isKey ? { ...finding, isKey } : finding);
  }
}

function factsOf(detector: DetectorName, { rule, severity, score, message }: Omit<Hit, 'start' | 'end'>) {
  return { detector, rule, severity, score, message };
}

function fromLocated(detector: DetectorName, { at, isKey, start, end, ...hit }: LocatedHit): DetectedFinding {
  return {
    ...factsOf(detector, hit),
    at,
    ...(isKey === undefined ? {} : { isKey }),
    ...(start === undefined || end === undefined ? {} : { start, end }),
  };
}
