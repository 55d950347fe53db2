import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createDetectionThread,
  type DetectionThread,
  type DetectionThreadNeeds,
} from '../../../../../../../main/plugins/guardrail/lib/worker/detection-thread';
import type { DetectedFinding } from '../../../../../../../shared/model/verdict';

/** What the content says is done; what is done is counted where the test can see it. */
const PROGRAM = `
  import { parentPort, workerData } from 'node:worker_threads';
  const counts = new Int32Array(workerData);
  const count = (index) => Atomics.add(counts, index, 1);
  count(0);
  setInterval(() => count(1), 5);
  parentPort.on('message', ({ id, inspection }) => {
    if (inspection === undefined) {
      count(3);
      return parentPort.postMessage({ id, failure: 'called off' });
    }
    count(2);
    switch (inspection.content.act) {
      case 'exit': process.exit(3);
      case 'throw': throw new Error('no idea');
      case 'fill': for (const all = []; ; ) all.push(new Array(100_000).fill({}));
      case 'hang': for (;;);
      case 'wait': return;
      case 'fail': return parentPort.postMessage({ id, failure: 'no idea' });
      default: parentPort.postMessage({ id, findings: [{ message: inspection.content.act, wanted: inspection.wanted }] });
    }
  });
`;

const here = vi.fn(() => [{ message: 'here' } as DetectedFinding]);
const NEVER = new AbortController().signal;

let directory: string;
let path: string;
let counts: Int32Array;
let thread: DetectionThread;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-thread-'));
  path = join(directory, 'program.mjs');
  await writeFile(path, PROGRAM);
});

afterAll(() => rm(directory, { recursive: true }));

beforeEach(() => {
  here.mockClear();
  open();
});

afterEach(() => thread.dispose());

function open(more: Partial<DetectionThreadNeeds> = {}): void {
  counts = new Int32Array(new SharedArrayBuffer(16));
  thread = createDetectionThread({ path, options: counts.buffer, here, ...more });
}

const read = (what: 'starts' | 'heartbeats' | 'asked' | 'calledOff'): number =>
  Atomics.load(counts, ['starts', 'heartbeats', 'asked', 'calledOff'].indexOf(what));

async function judge(content: unknown, signal = NEVER): Promise<unknown> {
  const inspection = { phase: 'output', server: 's', method: 'tools/call', content } as const;
  const findings = await thread.judge(inspection, 1, signal);
  return findings.map(({ message }) => message).join();
}

const act = (what: string, signal = NEVER) => judge({ act: what }, signal);

async function hasEnded(): Promise<void> {
  await vi.waitFor(async () => {
    const before = read('heartbeats');
    await sleep(50);
    expect(read('heartbeats')).toBe(before);
  });
}

describe('a detection thread', () => {
  it('is begun when it is needed, and judges one thing after another', async () => {
    await sleep(20);
    expect(read('starts')).toBe(0);
    expect(await Promise.all(['a', 'b', 'c'].map((what) => act(what)))).toEqual(['a', 'b', 'c']);
    expect(read('starts')).toBe(1);
    expect(here).not.toHaveBeenCalled();
  });

  it('is told what is wanted, and nothing that a message cannot carry', async () => {
    const inspection = { phase: 'input', server: 's', method: 'm', content: { act: 'a' }, more: () => 1 } as const;
    const wanted = new Set(['pii'] as const);
    expect(await thread.judge({ ...inspection, wanted }, 1, NEVER)).toEqual([{ message: 'a', wanted }]);
  });

  it.each(['exit', 'throw', 'fill'])(
    'that dies of "%s" fails what it was at, and another takes over',
    async (cause) => {
      open({ limitMs: 20_000 });
      const dying = act(cause);
      const next = act('a');
      await expect(dying).rejects.toMatchObject({ code: 'guardrail_unavailable' });
      expect(await next).toBe('a');
      expect(read('starts')).toBe(2);
    },
  );

  it('that fails at one thing goes on with the next', async () => {
    const failing = act('fail');
    const next = act('a');
    await expect(failing).rejects.toMatchObject({ code: 'guardrail_unavailable' });
    expect(await next).toBe('a');
    expect(read('starts')).toBe(1);
  });

  it('that cannot be read fails every judgement', async () => {
    const broken = join(directory, 'broken.mjs');
    await writeFile(broken, 'import "./nowhere.mjs";');
    open({ path: broken });
    await expect(act('a')).rejects.toMatchObject({ code: 'guardrail_unavailable' });
    await expect(act('a')).rejects.toMatchObject({ code: 'guardrail_unavailable' });
  });

  it('that hangs is replaced', async () => {
    open({ limitMs: 200 });
    await act('a');
    const hanging = act('hang');
    const next = act('b');
    await expect(hanging).rejects.toMatchObject({ code: 'guardrail_timed_out' });
    expect(await next).toBe('b');
    expect(read('starts')).toBe(2);
  });
});

describe('a judgement that nobody waits for', () => {
  it('is not begun', async () => {
    const control = new AbortController();
    const first = act('a');
    const aborted = act('b', control.signal);
    control.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await expect(act('c', control.signal)).rejects.toThrow('enough');
    expect([await first, await act('d')]).toEqual(['a', 'd']);
    expect(read('asked')).toBe(2);
  });

  it('is called off', async () => {
    const control = new AbortController();
    const aborted = act('wait', control.signal);
    const next = act('a');
    await vi.waitFor(() => expect(read('asked')).toBe(1));
    control.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    expect(await next).toBe('a');
    expect([read('calledOff'), read('starts')]).toEqual([1, 1]);
  });

  it('does not keep the thread for ever, however large it is', async () => {
    open({ limitMs: 200 });
    await act('a');
    const control = new AbortController();
    const inspection = { phase: 'output', server: 's', method: 'm', content: { act: 'hang' } } as const;
    const aborted = Promise.resolve(thread.judge(inspection, 100_000_000, control.signal));
    await vi.waitFor(() => expect(read('asked')).toBe(2));
    control.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    expect(await act('b')).toBe('b');
    expect(read('starts')).toBe(2);
  });
});

describe('where there is no other thread', () => {
  it.each([
    ['no program', () => undefined],
    ['a program that is not there', () => join(directory, 'nowhere.mjs')],
  ])('%s: things are judged here', async (_, absent) => {
    open({ path: absent() });
    expect(await act('a')).toBe('here');
  });

  it('content nested too deep to be sent is judged here, and the next one there', async () => {
    expect(await Promise.all([judge(nested()), act('a')])).toEqual(['here', 'a']);
  });

  it('a failure here is that of the one judgement', async () => {
    await act('a');
    here.mockImplementationOnce(() => {
      throw new Error('no idea');
    });
    const [failing, next] = [judge(nested()), act('b')];
    await expect(failing).rejects.toThrow('no idea');
    expect(await next).toBe('b');
  });
});

function nested(): unknown {
  let content: unknown = 'x';
  for (let depth = 0; depth < 100_000; depth += 1) content = [content];
  return content;
}

describe('the end of a thread', () => {
  it('comes when there is nothing to do, and is not the last word', async () => {
    open({ idleMs: 20 });
    expect(await act('a')).toBe('a');
    await hasEnded();
    expect(await act('b')).toBe('b');
    expect(read('starts')).toBe(2);
  });

  it('comes with that of its owner, who answers everybody first', async () => {
    const asked = [act('wait'), act('a')].map((one) => expect(one).rejects.toThrow('no longer there'));
    await vi.waitFor(() => expect(read('asked')).toBe(1));
    await thread.dispose();
    await Promise.all(asked);
    await hasEnded();
    await expect(act('b')).rejects.toThrow('no longer there');
    expect(read('starts')).toBe(1);
  });
});
