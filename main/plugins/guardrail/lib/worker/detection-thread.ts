import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../../../../shared/errors/gateway-error';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection } from '../../../../gateway/ports/guardrail';
import type { FromThread, ToThread } from './messages';

type Found = readonly DetectedFinding[] | Promise<readonly DetectedFinding[]>;

export interface DetectionThread {
  /**
   * Rejects when the signal aborts, and when the thread dies, fails or is over its limit; the next judgement gets a
   * new thread. `size` is about how many characters there are to look at.
   */
  judge(inspection: Inspection, size: number, signal: AbortSignal): Found;
  dispose(): Promise<void>;
}

export interface DetectionThreadNeeds {
  /** The program of the thread. Without it, everything is judged here. */
  readonly path: string | undefined;
  /** What the program is told at its start. */
  readonly options: unknown;
  /** Judges in this thread what cannot be sent to the other. */
  readonly here: (inspection: Inspection, signal: AbortSignal) => Found;
  /** How long a thread without work is kept. */
  readonly idleMs?: number;
  /** How long a judgement may take, apart from what its size adds. */
  readonly limitMs?: number;
}

const IDLE_MS = 60_000;
const LIMIT_MS = 2_000;
/** For each 1,024 characters: some ten times what hostile content costs. */
const MORE_PER_KILO_MS = 20;
/** A new thread reads its program first. */
const START_MS = 10_000;
/** Content of the largest message that is let in, decoded and as findings, needs a third of it. */
const HEAP_MIB = 384;
/** More makes nothing faster and is kept as long as the thread lives. */
const YOUNG_MIB = 8;

interface Job {
  readonly message: Required<ToThread>;
  readonly size: number;
  readonly signal: AbortSignal;
  readonly resolve: (findings: Found) => void;
  readonly reject: (reason: unknown) => void;
}

/** A thread that judges one thing after another, begun when it is first needed and ended when it no longer is. */
export function createDetectionThread(needs: DetectionThreadNeeds): DetectionThread {
  return new Queue(needs);
}

class Queue implements DetectionThread {
  readonly #needs: DetectionThreadNeeds;
  readonly #waiting: Job[] = [];
  #thread: Worker | undefined;
  /** What the thread is at work on. */
  #current: Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;
  #lastId = 0;

  constructor(needs: DetectionThreadNeeds) {
    this.#needs = needs;
  }

  judge(inspection: Inspection, size: number, signal: AbortSignal): Found {
    const { path, here } = this.#needs;
    if (this.#isDisposed) return Promise.reject(unavailable('is no longer there'));
    if (this.#thread === undefined && (path === undefined || !existsSync(path))) return here(inspection, signal);
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      this.#lastId += 1;
      const message = { id: this.#lastId, inspection: onlyPlain(inspection) };
      const job: Job = { message, size, signal, resolve: settle(resolve), reject: settle(reject) };
      const onAbort = () => this.#callOff(job);
      function settle<T>(done: (value: T) => void): (value: T) => void {
        return (value) => {
          signal.removeEventListener('abort', onAbort);
          done(value);
        };
      }
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(job);
      if (this.#current === undefined) this.#giveNext();
    });
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    for (const job of [this.#current, ...this.#waiting.splice(0)]) job?.reject(unavailable('is no longer there'));
    this.#current = undefined;
    await this.#end();
  }

  #giveNext(): void {
    clearTimeout(this.#timer);
    while (this.#current === undefined) {
      const job = this.#waiting.shift();
      if (job === undefined) return this.#rest();
      this.#give(job);
    }
  }

  #give(job: Job): void {
    const { path, here, limitMs = LIMIT_MS } = this.#needs;
    const isNew = this.#thread === undefined;
    let thread: Worker;
    try {
      thread = this.#thread ??= this.#start(path!);
    } catch (cause) {
      return job.reject(unavailable('could not be started', cause));
    }
    try {
      thread.postMessage(job.message satisfies ToThread);
    } catch {
      // Nested so deep that it cannot be copied.
      return job.resolve(Promise.resolve(job.message.inspection).then((inspection) => here(inspection, job.signal)));
    }
    this.#current = job;
    // The process lives as long as somebody waits for an answer.
    thread.ref();
    this.#limit(thread, limitMs + (job.size / 1_024) * MORE_PER_KILO_MS + (isNew ? START_MS : 0));
  }

  #limit(thread: Worker, ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#replace(thread, tooSlow(ms)), ms);
  }

  #start(program: string): Worker {
    // Neither the flags nor the environment of the process are its business.
    const thread = new Worker(program, {
      workerData: this.#needs.options,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: YOUNG_MIB },
    });
    thread.on('message', (answer: FromThread) => this.#take(answer));
    thread.on('messageerror', (cause) => this.#replace(thread, unavailable('could not be understood', cause)));
    thread.on('error', (cause) => this.#replace(thread, unavailable('failed', cause)));
    thread.on('exit', (code) => this.#replace(thread, unavailable(`ended with code ${code}`)));
    return thread;
  }

  #take(answer: FromThread): void {
    const job = this.#current;
    if (answer.id !== job?.message.id) return;
    this.#current = undefined;
    if ('findings' in answer) job.resolve(answer.findings);
    else job.reject(unavailable(`failed: ${answer.failure}`));
    this.#giveNext();
  }

  /** What the thread was at work on is not judged; what waited goes to another. */
  #replace(lost: Worker, failure: GatewayError): void {
    if (this.#thread !== lost) return;
    this.#thread = undefined;
    void lost.terminate();
    this.#current?.reject(failure);
    this.#current = undefined;
    this.#giveNext();
  }

  #callOff(job: Job): void {
    job.reject(job.signal.reason);
    if (job !== this.#current) {
      this.#waiting.splice(this.#waiting.indexOf(job), 1);
    } else if (this.#thread !== undefined) {
      this.#thread.postMessage({ id: job.message.id } satisfies ToThread);
      // It hears that between two steps. Whoever waits behind should not wait for one that never ends.
      this.#limit(this.#thread, this.#needs.limitMs ?? LIMIT_MS);
    }
  }

  #rest(): void {
    const { idleMs = IDLE_MS } = this.#needs;
    if (this.#thread === undefined) return;
    this.#thread.unref();
    this.#timer = setTimeout(() => void this.#end(), idleMs).unref();
  }

  async #end(): Promise<void> {
    const ended = this.#thread;
    this.#thread = undefined;
    await ended?.terminate();
  }
}

/** What a message can carry, whatever else hangs on an inspection. */
function onlyPlain({ phase, server, method, name, content, request, wanted }: Inspection): Inspection {
  return {
    phase,
    server,
    method,
    content,
    ...(name === undefined ? {} : { name }),
    ...(request === undefined ? {} : { request }),
    ...(wanted === undefined ? {} : { wanted }),
  };
}

const unavailable = (what: string, cause?: unknown): GatewayError =>
  new GatewayError('guardrail_unavailable', `The thread that judges large content ${what}`, {}, { cause });

const tooSlow = (ms: number): GatewayError =>
  new GatewayError('guardrail_timed_out', `Large content was not judged in ${Math.round(ms)} ms`);
