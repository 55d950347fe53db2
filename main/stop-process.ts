import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../shared/errors/gateway-error';

/** Longer than a gateway gives the requests under way. */
const PATIENCE_MS = 15_000;

/** Asks one process to end, and waits for that; with `kill` it is ended when it does not. */
export async function stopProcess(pid: number, { kill }: { readonly kill: boolean }): Promise<void> {
  process.kill(pid, 'SIGTERM');
  if (await hasEnded(pid)) return;
  if (!kill) {
    throw new GatewayError(
      'unavailable',
      `The gateway (pid ${pid}) was asked to stop, but still runs; --force ends it`,
    );
  }
  process.kill(pid, 'SIGKILL');
  await hasEnded(pid);
}

async function hasEnded(pid: number): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}
