import type { Problem } from './problem';

type Show = (problem: Problem | undefined) => void;

/** Dialogs that are open, each with a place for what goes wrong in it. The last one that was opened is on top. */
export interface ProblemPlaces {
  /** Takes a place until the returned function is called. */
  open(show: Show): () => void;
  /** False when no dialog is open, so that it must be told elsewhere. */
  show(problem: Problem): boolean;
  /** What went wrong before is over: it is being tried again. */
  clear(): void;
}

export function createProblemPlaces(): ProblemPlaces {
  let places: readonly Show[] = [];
  return {
    open(show) {
      places = [...places, show];
      return () => void (places = places.filter((one) => one !== show));
    },
    show(problem) {
      places.at(-1)?.(problem);
      return places.length > 0;
    },
    clear: () => places.at(-1)?.(undefined),
  };
}
