import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port';
import { serverProgram } from './real-servers';
import { eventually } from './test-house';

export interface EverythingOverHttp {
  readonly origin: string;
  stop(): Promise<void>;
}

/** The published everything-server on a port of its own; resolves once it listens. */
export async function startEverything(transport: 'streamableHttp' | 'sse'): Promise<EverythingOverHttp> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port) };
  const child = spawn(process.execPath, [serverProgram('everything'), transport], { env, stdio: 'ignore' });
  const stop = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  const origin = `http://127.0.0.1:${port}`;
  const answers = () => fetch(`${origin}/nothing`, { signal: AbortSignal.timeout(1_000) }).then(Boolean, () => false);
  try {
    await eventually(answers, 20_000);
  } catch (silence) {
    await stop();
    throw silence;
  }
  return { origin, stop };
}
