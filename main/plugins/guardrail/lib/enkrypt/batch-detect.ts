import { setImmediate } from 'node:timers/promises';

/** Sends many texts in one call; the answers are those of the texts, in their order. */
export type SendBatch<Answer> = (texts: readonly string[]) => Promise<readonly Answer[]>;

const MAX_BATCH = 100;

interface Waiting<Answer> {
  readonly text: string;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (failure: unknown) => void;
}

/** Gathers texts that are asked about in the same turn of the loop, such as the tools of one list, into one call. */
export function createBatcher<Answer>(send: SendBatch<Answer>): (text: string) => Promise<Answer> {
  let waiting: Waiting<Answer>[] = [];

  async function flush(): Promise<void> {
    await setImmediate();
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += MAX_BATCH) {
      const batch = all.slice(from, from + MAX_BATCH);
      send(batch.map(({ text }) => text)).then(
        (answers) => batch.forEach(({ resolve, reject }, index) => settle(answers[index], resolve, reject)),
        (failure: unknown) => batch.forEach(({ reject }) => reject(failure)),
      );
    }
  }

  return (text) =>
    new Promise((resolve, reject) => {
      waiting.push({ text, resolve, reject });
      if (waiting.length === 1) void flush();
    });
}

function settle<Answer>(
  answer: Answer | undefined,
  resolve: (answer: Answer) => void,
  reject: (failure: unknown) => void,
): void {
  if (answer === undefined) reject(new TypeError('A batch was answered in part'));
  else resolve(answer);
}
