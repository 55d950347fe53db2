import type { ChildProcess } from 'node:child_process';
import spawn from 'cross-spawn';
import type { GatewayError } from '../../../shared/errors/gateway-error';
import { asRpcMessage, type RpcMessage } from '../../../shared/model/json-rpc';
import type { ChildJournal } from './child-journal';
import { FloodValve } from './flood-valve';
import { edgesOf, LineSplitter, type OversizedLine } from './line-splitter';
import type { LineTail } from './line-tail';
import type { MessageBounds } from './message-bounds';
import { endOrphans, endProcessGroup } from './process-group';
import type { SpawnPlan } from './spawn-rules';

/** Time for what a dead process wrote last to be read, when its children keep the pipe open. */
const DRAIN_MS = 200;
/** Time for the news of its end to arrive after a pipe has broken. */
const PIPE_BROKEN_MS = 500;
/** Messages that may wait for a process that does not read. */
const MAX_QUEUE = 2_048;
/** What parsing a byte costs, measured in bytes merely skipped. */
const PARSING_WEIGHT = 4;

export interface StdioProcessNeeds {
  readonly plan: SpawnPlan;
  readonly bounds: MessageBounds;
  readonly journal: ChildJournal;
  readonly stderr: LineTail;
  /** False when nobody had asked for it. */
  readonly onMessage: (message: RpcMessage) => boolean;
  readonly onOversized: (line: OversizedLine, failure: GatewayError) => void;
  /** A clause such as `exited with code 1`; called once, also when the process never ran. */
  readonly onExit: (reason: string) => void;
}

/** One child process that exchanges JSON-RPC messages as lines. */
export class StdioProcess {
  readonly #child: ChildProcess;
  readonly #needs: StdioProcessNeeds;
  #queue: { readonly message: RpcMessage; readonly signal: AbortSignal | undefined }[] = [];
  #blocked = false;
  #exited = false;
  #stopping: Promise<boolean> | undefined;
  /** Lines on stdout that were no JSON-RPC message. */
  garbageLines = 0;
  lastGarbage: string | undefined;

  constructor(needs: StdioProcessNeeds) {
    this.#needs = needs;
    const { command, args, cwd, env } = needs.plan;
    this.#child = spawn(command, [...args], {
      cwd,
      env: { ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A process group of its own, so that nothing it starts can outlive it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (this.#child.pid !== undefined) needs.journal.add({ pid: this.#child.pid, command });
    this.#listen();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Writes one message, or lets it wait until the process has read the ones before. */
  send(message: RpcMessage, signal?: AbortSignal): void {
    if (!this.#blocked) return this.#write(message);
    if (this.#queue.length >= MAX_QUEUE) this.#thinQueue();
    this.#queue.push({ message, signal });
  }

  /** Ends the process and all that it started. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopping ??= endProcessGroup(this.#child, deadlineMs);
    await this.#stopping;
    this.#release();
  }

  #write(message: RpcMessage): void {
    const { stdin } = this.#child;
    if (stdin?.writable !== true) return;
    if (stdin.writableCorked === 0) {
      // What is said in one turn of the event loop travels in one write.
      stdin.cork();
      setImmediate(() => stdin.uncork());
    }
    this.#blocked = !stdin.write(`${JSON.stringify(message)}\n`);
  }

  #flush(): void {
    this.#blocked = false;
    while (!this.#blocked) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      if (next.signal?.aborted !== true) this.#write(next.message);
    }
  }

  /** Keeps the requests that somebody still waits for; their number is limited elsewhere. */
  #thinQueue(): void {
    this.#queue = this.#queue.filter(({ signal }) => signal?.aborted === false);
  }

  #listen(): void {
    const child = this.#child;
    const { stdin, stdout, stderr } = child;
    child.on('error', (failure) => {
      if (child.pid === undefined) this.#end(`could not be started: ${failure.message}`);
    });
    child.on('exit', (code, signal) => {
      const reason = signal === null ? `exited with code ${code ?? 'unknown'}` : `was ended by ${signal}`;
      const drained = setTimeout(() => this.#end(reason), DRAIN_MS);
      child.on('close', () => {
        clearTimeout(drained);
        this.#end(reason);
      });
    });
    stderr?.on('error', () => undefined);
    stdin?.on('error', () => this.#breakOff('stopped reading its input'));
    stdout?.on('error', () => this.#breakOff('closed its output'));
    stdout?.on('end', () => this.#breakOff('closed its output'));
    stdin?.on('drain', () => this.#flush());
    if (stdout !== null) this.#readStdout(stdout);
    if (stderr !== null) {
      const valve = new FloodValve(stderr);
      stderr.on('data', (chunk: Buffer) => {
        valve.waste(chunk.length);
        this.#needs.stderr.push(chunk);
      });
    }
  }

  #readStdout(stdout: NonNullable<ChildProcess['stdout']>): void {
    const valve = new FloodValve(stdout);
    const { bounds, onOversized } = this.#needs;
    const splitter = new LineSplitter({
      maxLineBytes: bounds.maxBytes,
      onWaste: (bytes) => valve.waste(bytes),
      onOversized: (line) => onOversized(line, bounds.tooLarge(line.bytes)),
      onLine: (line) => {
        const excess = mayBeMessage(line) ? bounds.excessOfText(line) : undefined;
        if (excess !== undefined) onOversized(edgesOf(line), excess);
        const message = excess === undefined ? parseMessage(line) : undefined;
        if (message !== undefined && this.#needs.onMessage(message)) return;
        valve.waste(line.length * PARSING_WEIGHT);
        if (message !== undefined || excess !== undefined) return;
        this.garbageLines += 1;
        this.lastGarbage = line.slice(0, 500);
      },
    });
    stdout.on('data', (chunk: Buffer) => splitter.push(chunk));
  }

  // A process that cannot be spoken with is of no use, even if it lives on. Mostly it is dying, and `exit` says why.
  #breakOff(reason: string): void {
    setTimeout(() => this.#end(reason), PIPE_BROKEN_MS).unref();
  }

  #end(reason: string): void {
    if (this.#exited) return;
    this.#exited = true;
    this.#queue.length = 0;
    const { pid } = this.#child;
    if (pid !== undefined && this.#stopping === undefined) {
      this.#stopping = endOrphans(pid);
      void this.#stopping.then(() => this.#release());
    }
    this.#needs.onExit(reason);
  }

  #release(): void {
    const { pid, stdin, stdout, stderr } = this.#child;
    for (const stream of [stdin, stdout, stderr]) stream?.destroy();
    if (pid !== undefined) this.#needs.journal.remove(pid);
  }
}

// Cheaper than letting JSON.parse throw for every line of a chatty server.
const mayBeMessage = (line: string): boolean => line.charCodeAt(0) === 0x7b || line.trimStart().startsWith('{');

function parseMessage(line: string): RpcMessage | undefined {
  if (!mayBeMessage(line)) return undefined;
  try {
    return asRpcMessage(JSON.parse(line));
  } catch {
    return undefined;
  }
}
