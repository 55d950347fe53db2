import { readFile, rm } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';

/** How other commands of the same user find a running gateway. */
export const RuntimeFacts = z.object({
  pid: z.number().int().positive(),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  version: z.string(),
  addresses: z.object({
    mcp: z.string(),
    admin: z.string(),
    socket: z.string(),
    monitor: z.string().exactOptional(),
  }),
  /** Opens the admin address to whoever can read this file. */
  adminToken: z.string(),
});
export type RuntimeFacts = z.output<typeof RuntimeFacts>;

/** Tells where the gateway runs; readable by this user alone. */
export async function writeRuntimeFile(path: string, facts: RuntimeFacts): Promise<void> {
  try {
    await writeFileAtomic(path, `${JSON.stringify(facts, undefined, 2)}\n`, { mode: 0o600 });
  } catch (cause) {
    const message = `${path} cannot be written: ${describeCause(cause)}`;
    throw new GatewayError('operation_failed', message, { path }, { cause });
  }
}

/** The gateway that runs; `undefined` when none does: no file, a damaged one, or one whose process is dead. */
export async function readRuntimeFile(path: string): Promise<RuntimeFacts | undefined> {
  const facts = await readFacts(path);
  return facts !== undefined && isAlive(facts) ? facts : undefined;
}

/** Whether the file names a process that has ended. */
export async function namesDeadProcess(path: string): Promise<boolean> {
  const facts = await readFacts(path);
  return facts !== undefined && !isAlive(facts);
}

export async function removeRuntimeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

async function readFacts(path: string): Promise<RuntimeFacts | undefined> {
  try {
    return RuntimeFacts.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive({ pid, startedAt }: RuntimeFacts): boolean {
  // A container gives its processes the same ids every time: our own id from before our time is a dead one's.
  if (pid === process.pid) return startedAt >= performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // EPERM: it lives, as another user.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}
