import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 30_000;

/** Looks again and again until there is something; throws naming what was waited for, with what `more` adds. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  more: () => string = () => '',
): Promise<T> {
  const deadline = performance.now() + WITHIN_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${WITHIN_MS} ms for ${what}\n${more()}`);
    await sleep(40);
  }
}
