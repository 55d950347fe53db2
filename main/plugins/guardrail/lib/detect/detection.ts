import { SEVERITIES, type DetectorName } from '../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection, Phase } from '../../../../gateway/ports/guardrail';
import { walkStrings, type FoundString } from '../walk-strings';
import { decodeText } from './decode-text';
import type { ContentDetector, Form, Hit, LocatedHit, Passage, TextDetector } from './detector';
import { foldText } from './fold-text';
import { sliceText } from './slice-text';

export interface Detectors {
  readonly texts: readonly TextDetector[];
  readonly contents: readonly ContentDetector[];
}

/** Looks at content in small steps; each `yield` is a place to let others work. The findings are complete at the end. */
export type Detection = (inspection: Inspection) => Generator<void, readonly DetectedFinding[], void>;

const MAX_FINDINGS = 2_000;

/** Puts every string of the content, in every form that differs, before every detector that is wanted. */
export function createDetection(detectors: Detectors): Detection {
  const chosenFor = chooser(detectors);
  return function* detect(inspection) {
    const { texts, contents } = chosenFor(inspection.phase, inspection.wanted);
    const findings: DetectedFinding[] = [];
    for (const detector of contents) {
      for (const hit of detector.detect(inspection)) findings.push(fromLocated(detector.detector, hit));
      yield;
    }
    if (texts.length === 0) return findings;
    for (const found of walkStrings(inspection.content)) {
      if (findings.length >= MAX_FINDINGS) break;
      if (isOrdinaryName(found)) continue;
      yield* detectIn(found, { phase: inspection.phase, texts, findings });
    }
    return findings;
  };
}

interface Chosen {
  readonly texts: readonly TextDetector[];
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
    const choice = { texts: texts.filter(isChosen), contents: contents.filter(isChosen) };
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
  readonly texts: readonly TextDetector[];
  readonly findings: DetectedFinding[];
}

function* detectIn(found: FoundString, looking: Looking): Generator<void, void, void> {
  const { at, isKey } = found;
  const member = isKey ? undefined : memberOf(at);
  const place = { phase: looking.phase, at, member, isKey };
  for (const { text, offset } of sliceText(found.text)) {
    const keep = (detector: DetectorName, hit: Hit, [start, end]: readonly [number, number]) => {
      const finding = { ...factsOf(detector, hit), at, start: start + offset, end: end + offset };
      add(looking.findings, isKey ? { ...finding, isKey } : finding);
    };
    yield* show({ ...place, text, form: 'plain' }, looking, (detector, hit) =>
      keep(detector, hit, [hit.start, hit.end]),
    );
    const folded = foldText(text);
    if (folded !== undefined) {
      const { origins } = folded;
      yield* show({ ...place, text: folded.text, form: 'folded' }, looking, (detector, hit) =>
        keep(detector, hit, [origins[hit.start] ?? 0, origins[hit.end] ?? text.length]),
      );
    }
    for (const part of decodeText(text)) {
      const decoded = foldText(part.text)?.text ?? part.text;
      yield* show({ ...place, text: decoded, form: 'decoded' }, looking, (detector, hit) =>
        keep(detector, hit, [part.start, part.end]),
      );
    }
  }
}

function* show(
  passage: Passage,
  { texts }: Looking,
  keep: (detector: DetectorName, hit: Hit) => void,
): Generator<void, void, void> {
  const form: Form = passage.form;
  for (const detector of texts) {
    if (!detector.forms.has(form)) continue;
    for (const hit of detector.detect(passage)) keep(detector.detector, hit);
    yield;
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

/** The same thing seen in two forms, or on both sides of a cut, is one finding: the graver one. */
function add(findings: DetectedFinding[], finding: DetectedFinding): void {
  for (let index = findings.length - 1; index >= 0; index -= 1) {
    const one = findings[index]!;
    if (one.at !== finding.at) break;
    if (one.detector !== finding.detector || one.rule !== finding.rule) continue;
    if (one.start === undefined || one.start >= finding.end! || finding.start! >= one.end!) continue;
    const isGraver = weight(finding) > weight(one);
    if (isGraver) findings[index] = finding;
    return;
  }
  findings.push(finding);
}

const weight = ({ severity, score }: DetectedFinding): number => SEVERITIES.indexOf(severity) + score;

/** The name of the member that holds a string, across the items of a list. */
function memberOf(at: string): string | undefined {
  const tokens = at.split('/');
  for (let index = tokens.length - 1; index > 0; index -= 1) {
    const token = tokens[index]!;
    if (!/^\d+$/.test(token)) return token.replaceAll('~1', '/').replaceAll('~0', '~');
  }
  return undefined;
}
