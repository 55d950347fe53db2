import type { DetectorName } from '../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection, Phase } from '../../../../gateway/ports/guardrail';
import { walkStrings, type FoundString } from '../walk-strings';
import { decodeText } from './decode-text';
import type { ContentDetector, Form, Hit, LocatedHit, Passage, TextDetector } from './detector';
import { createFindings, type Findings } from './findings';
import { foldText } from './fold-text';
import { sliceText } from './slice-text';

export interface Detectors {
  readonly texts: readonly TextDetector[];
  readonly contents: readonly ContentDetector[];
}

/** Looks at content in small steps; each `yield` is a place to let others work. The findings are complete at the end. */
export type Detection = (inspection: Inspection) => Generator<void, readonly DetectedFinding[], void>;

/** Puts every string of the content, in every form that differs, before every detector that is wanted. */
export function createDetection(detectors: Detectors): Detection {
  const chosenFor = chooser(detectors);
  return function* detect(inspection) {
    const { texts, contents } = chosenFor(inspection.phase, inspection.wanted);
    const findings = createFindings();
    for (const detector of contents) {
      for (const hit of detector.detect(inspection)) {
        if (hit === undefined) yield;
        else findings.add(fromLocated(detector.detector, hit));
      }
      yield;
    }
    if (texts.plain.length + texts.folded.length + texts.decoded.length === 0) return findings.all();
    for (const found of walkStrings(inspection.content)) {
      if (findings.isFull()) break;
      if (isOrdinaryName(found)) continue;
      yield* detectIn(found, { phase: inspection.phase, texts, findings });
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

/** Plain words as names of members say nothing; they are most of what a message consists of. */
function isOrdinaryName({ text, isKey }: FoundString): boolean {
  return text.length < 3 || (isKey && text.length <= 32 && /^[A-Za-z][A-Za-z$-]*(?:_[A-Za-z$-]+)*$/.test(text));
}

interface Looking {
  readonly phase: Phase;
  readonly texts: ByForm;
  readonly findings: Findings;
}

/** Short texts are looked at without a pause. */
const SHORT = 1_024;
const MAY_BE_ENCODED = 20;

function* detectIn(found: FoundString, looking: Looking): Generator<void, void, void> {
  const { phase, texts, findings } = looking;
  const { at, isKey } = found;
  const place = { at, isKey, phase, member: isKey ? undefined : memberOf(at) };
  if (found.text.length <= SHORT) {
    const add = (finding: DetectedFinding) => findings.add(finding);
    const whole = viewOf(found.text, 'plain', place, asItIs);
    for (const detector of texts.plain) show(whole, detector, add);
    for (const view of otherViewsOf(found.text, place, 0)) {
      for (const detector of texts[view.passage.form]) show(view, detector, add);
    }
    yield;
    return;
  }
  const add = (finding: DetectedFinding) => findings.addOfMany(finding);
  for (const { text, offset } of sliceText(found.text)) {
    if (findings.isFull()) return;
    const slice = viewOf(text, 'plain', place, ({ start, end }) => [start + offset, end + offset]);
    for (const view of [slice, ...otherViewsOf(text, place, offset)]) {
      for (const detector of texts[view.passage.form]) {
        show(view, detector, add);
        yield;
      }
    }
  }
}

const asItIs: View['originOf'] = ({ start, end }) => [start, end];

/** One form of a string, and the way back from it to the whole string. */
interface View {
  readonly passage: Passage;
  readonly originOf: (hit: Hit) => readonly [number, number];
}

type Place = Omit<Passage, 'text' | 'form' | 'readings'>;

function viewOf(text: string, form: Form, { phase, at, member, isKey }: Place, originOf: View['originOf']): View {
  return { passage: { text, form, phase, at, member, isKey, readings: [] }, originOf };
}

const NO_VIEWS: readonly View[] = [];

/** The forms of a text that differ from what it is. */
function otherViewsOf(text: string, place: Place, offset: number): readonly View[] {
  const folded = foldText(text);
  const parts = text.length < MAY_BE_ENCODED ? [] : decodeText(text);
  if (folded === undefined && parts.length === 0) return NO_VIEWS;
  const views: View[] = [];
  if (folded !== undefined) {
    const { origins } = folded;
    const origin = (position: number) => (origins[position] ?? text.length) + offset;
    views.push(viewOf(folded.text, 'folded', place, ({ start, end }) => [origin(start), origin(end)]));
  }
  for (const { text: said, start, end } of parts) {
    const decoded = foldText(said)?.text ?? said;
    views.push(viewOf(decoded, 'decoded', place, () => [start + offset, end + offset]));
  }
  return views;
}

function show({ passage, originOf }: View, detector: TextDetector, add: (finding: DetectedFinding) => void): void {
  const hits = detector.detect(passage);
  if (hits.length === 0) return;
  const { at, isKey } = passage;
  for (const hit of hits) {
    const [start, end] = originOf(hit);
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

/** The name of the member that holds a string, across the items of a list. */
function memberOf(at: string): string | undefined {
  for (let end = at.length; end > 0;) {
    const slash = at.lastIndexOf('/', end - 1);
    const token = at.slice(slash + 1, end);
    if (!/^\d+$/.test(token)) return token.replaceAll('~1', '/').replaceAll('~0', '~');
    end = slash;
  }
  return undefined;
}
