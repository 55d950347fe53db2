import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Systems take ports from here on for whoever does not say which one (Linux from 32,768, others from 49,152). */
const FIRST_GIVEN = 32_768;
const FIRST = 15_000;

/** A port of 127.0.0.1 that was free a moment ago, and that nobody is given by chance until it is used. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const port = randomInt(FIRST, FIRST_GIVEN);
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(freePort());
      else reject(error);
    });
    probe.listen(port, '127.0.0.1', () => {
      probe.close(() => resolve(port));
    });
  });
}
