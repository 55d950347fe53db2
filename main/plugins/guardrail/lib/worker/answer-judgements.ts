import type { MessagePort } from 'node:worker_threads';
import type { Detection } from '../detect/detection';
import { driveDetection } from '../detect/drive-detection';
import type { FromThread, ToThread } from './messages';

/** Judges what comes in through a port, in turns, so that a judgement can be called off while it runs. */
export function answerJudgements(port: MessagePort, detect: Detection): void {
  const running = new Map<number, AbortController>();
  const say = (answer: FromThread) => port.postMessage(answer);

  async function judge({ id, inspection }: Required<ToThread>): Promise<void> {
    const control = new AbortController();
    running.set(id, control);
    try {
      say({ id, findings: await driveDetection(detect, inspection, control.signal) });
    } catch (failure) {
      say({ id, failure: failure instanceof Error ? failure.message : String(failure) });
    } finally {
      running.delete(id);
    }
  }

  port.on('message', ({ id, inspection }: ToThread) => {
    if (inspection === undefined) running.get(id)?.abort();
    else void judge({ id, inspection });
  });
  // Whoever sent it waits for an answer, and its id is lost with it: the end of the thread is the answer.
  port.on('messageerror', (failure) => {
    throw failure;
  });
}
