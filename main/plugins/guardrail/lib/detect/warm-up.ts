import { setImmediate, setTimeout } from 'node:timers/promises';
import type { DetectorName } from '../../../../../shared/model/detectors';
import type { Inspection } from '../../../../gateway/ports/guardrail';
import type { Detection, Detectors } from './detection';
import { FOREIGN_TEXTS, ORDINARY_DEFINITIONS, ORDINARY_TEXTS } from './ordinary-texts';

/** While a gateway starts there is better to do. */
const START_MS = 1_000;
/** A turn ends with the step that passes this. Compiling a pattern is one step, and the largest take some milliseconds. */
const TURN_MS = 1;
/** Between turns the processor is free for others most of the time. */
const PAUSE_MS = 5;
/** So often is enough for most functions to be compiled to machine code. */
const ROUNDS = 3;

export interface WarmUp {
  /** Begins in a while and works in short turns with pauses between them, unless it is finished before. */
  begin(): Promise<void>;
  /** Compiles every pattern and looks at all of it, without pauses: more than anybody needs who waits for single calls. */
  finish(): Promise<void>;
}

/**
 * Looks at what ordinary traffic looks like, so that the first real calls need not pay for the compiling of patterns and code.
 * What it finds is forgotten.
 */
export function createWarmUp(detect: Detection, { texts, contents, compile }: Detectors, signal: AbortSignal): WarmUp {
  const names = [...new Set([...texts, ...contents].map(({ detector }) => detector))];
  const little = looksAtLines(detect, names);
  let isFinishing = false;
  const all = compile === undefined ? [looksAtAll(detect)] : [compile(), looksAtAll(detect)];

  return {
    async begin() {
      await pause(START_MS, signal);
      while (!isFinishing && takeTurn(little, signal)) await pause(PAUSE_MS, signal);
    },
    async finish() {
      isFinishing = true;
      for (const looks of all) while (takeTurn(looks, signal)) await setImmediate();
    },
  };
}

type Looks = Generator<void, void, void>;

/** Whether there is more to do. */
function takeTurn(looks: Looks, signal: AbortSignal): boolean {
  const startedAt = performance.now();
  while (!signal.aborted && performance.now() - startedAt < TURN_MS) if (looks.next().done === true) return false;
  return !signal.aborted;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { ref: false, signal }).catch(() => undefined);
}

const LINES = ORDINARY_TEXTS.flatMap((text) => text.split('\n'));

/** Line by line and each detector by itself: otherwise many patterns would be compiled in one step. */
function* looksAtLines(detect: Detection, names: readonly DetectorName[]): Looks {
  for (const wanted of names.map((name) => new Set([name]))) {
    for (const inspection of inspectionsOf(LINES)) yield* detect({ ...inspection, wanted });
  }
}

/** With marks beyond Latin-1, too: V8 compiles a pattern once more for texts with these. */
const TEXTS = ORDINARY_TEXTS.flatMap((text) => [text, text.replaceAll(', ', ' — ').replaceAll("'", '’')]).concat(
  FOREIGN_TEXTS,
);

function* looksAtAll(detect: Detection): Looks {
  for (let round = 0; round < ROUNDS; round += 1) {
    // Definitions with each text: in many short strings there is more code than text to get warm.
    for (const inspection of TEXTS.flatMap((text) => [...inspectionsOf([text])])) yield* detect(inspection);
  }
}

const about = { server: 'nobody', name: 'nothing', method: 'tools/call' } as const;

function* inspectionsOf(texts: readonly string[]): Generator<Inspection, void, void> {
  for (const content of ORDINARY_DEFINITIONS) yield { ...about, phase: 'listing', content };
  for (const text of texts) {
    yield { ...about, phase: 'input', content: { name: 'read_file', arguments: { path: 'src/main.ts', text } } };
    yield { ...about, phase: 'output', content: { content: [{ type: 'text', text }] } };
  }
}
