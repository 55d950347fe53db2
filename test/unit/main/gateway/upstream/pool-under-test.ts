import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { UpstreamServer } from '../../../../../shared/config/upstream-server';
import { type Counters, createCounters } from '../../../../../main/gateway/limits/counters';
import type { Logger } from '../../../../../main/gateway/ports/logger';
import type { StateStore } from '../../../../../main/gateway/ports/state-store';
import type { Upstream } from '../../../../../main/gateway/upstream/upstream';
import { createReferenceResolver } from '../../../../../main/gateway/upstream/resolve-references';
import { createUpstreamPool, type UpstreamPool } from '../../../../../main/gateway/upstream/upstream-pool';

export const FIXTURES = join(import.meta.dirname, '../../../../fixtures/upstreams');
export const FRIENDLY = join(FIXTURES, 'friendly.mjs');
export const HOSTILE = join(FIXTURES, 'hostile.mjs');

export interface PoolUnderTest {
  readonly pool: UpstreamPool;
  readonly folder: string;
  readonly state: StateStore;
  readonly logged: readonly string[];
  readonly counters: Counters;
  /** One server in a set of its own, its configuration as a user writes it. */
  start(config: object, name?: string): Upstream;
}

/** A pool over real processes, in a folder of its own; everything ends with the test. */
export function poolUnderTest(): PoolUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'upstream-'));
  const sections = new Map<string, unknown>();
  const logged: string[] = [];
  const write = (message: string, facts?: object) => void logged.push(`${message} ${JSON.stringify(facts ?? {})}`);
  const log: Logger = { debug: write, info: write, warn: write, error: write };
  const state: StateStore = {
    read: <T>(section: string) => sections.get(section) as T | undefined,
    write: (section, value) => void sections.set(section, value),
  };
  const counters = createCounters();
  const pool = createUpstreamPool({
    log,
    counters,
    state,
    now: Date.now,
    journalPath: join(folder, 'children.json'),
    bundledProgram: () => ({ command: process.execPath, args: [FRIENDLY] }),
    clientInfo: { name: 'secure-mcp-gateway', version: '0.0.0' },
    resolveValue: createReferenceResolver({}),
  });
  onTestFinished(async () => {
    await pool.stop(1_500);
    rmSync(folder, { recursive: true, force: true });
  });
  const start = (config: object, name = 'server'): Upstream => {
    const upstream = pool.acquire('default', { [name]: UpstreamServer.parse(config) }).get(name);
    if (upstream === undefined) throw new TypeError('The set does not hold what was put into it');
    return upstream;
  };
  return { pool, folder, state, logged, counters, start };
}

export function node(script: string, args: readonly string[] = [], more: object = {}): object {
  return { command: process.execPath, args: [script, ...args], era: 'legacy', ...more };
}

/** Calls a tool and gives the text of its answer. */
export async function callTool(
  upstream: Upstream,
  name: string,
  given: object = {},
  options: { readonly signal?: AbortSignal; readonly replaySafe?: boolean } = {},
): Promise<string> {
  const signal = options.signal ?? AbortSignal.timeout(20_000);
  const params = { name, arguments: given };
  const { result } = await upstream.request('tools/call', params, { signal, replaySafe: options.replaySafe ?? false });
  const [first] = result['content'] as readonly { readonly text: string }[];
  return first?.text ?? '';
}

export async function eventually(holds: () => boolean, withinMs = 5_000): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return holds();
}

/** False also for a process that ended and that nobody has buried yet. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
