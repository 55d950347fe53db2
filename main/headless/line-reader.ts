import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Lines that a person types, for questions that come one at a time. */
export interface LineReader {
  /**
   * The next line that is typed from now on, in lower case; what was typed before the question could be read is dropped.
   * `undefined` when the question is taken back or nobody types any more.
   */
  next(signal: AbortSignal): Promise<string | undefined>;
  readonly isOver: boolean;
  close(): void;
}

/** Keys pressed while a question appears were meant for something else. */
const GRACE_MS = 350;

/** `onOver` is called when nobody types any more. */
export function createLineReader(input: Readable, onOver: () => void): LineReader {
  const lines = createInterface({ input, terminal: false });
  let isOver = false;
  let take: ((line: string | undefined) => void) | undefined;
  lines.on('line', (line) => take?.(line.trim().toLowerCase()));
  lines.on('close', () => {
    isOver = true;
    take?.(undefined);
    onOver();
  });
  return {
    get isOver() {
      return isOver;
    },
    next: (signal) =>
      new Promise((resolve) => {
        if (isOver || signal.aborted) return resolve(undefined);
        const end = (line: string | undefined) => {
          take = undefined;
          clearTimeout(timer);
          lines.off('close', giveUp);
          signal.removeEventListener('abort', giveUp);
          resolve(line);
        };
        const giveUp = () => end(undefined);
        const timer = setTimeout(() => {
          take = end;
        }, GRACE_MS);
        // The end of the input ends the question too, also within the grace.
        lines.once('close', giveUp);
        signal.addEventListener('abort', giveUp, { once: true });
      }),
    close: () => lines.close(),
  };
}
