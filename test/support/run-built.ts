import { spawn } from 'node:child_process';
import { builtFile } from './built-file';

const LONGEST_MS = 20_000;

export interface RanProgram {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the built program that is still going on. */
export interface RunningProgram {
  /** What it has printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** Resolves when it has ended and all of its output is read; it is killed when that takes too long. */
  readonly ended: Promise<RanProgram>;
  signal(name: NodeJS.Signals): void;
}

/** Starts the built program. It sees no gateway settings of the machine that the test runs on. */
export async function startBuilt(
  args: readonly string[],
  env: Record<string, string> = {},
  longestMs = LONGEST_MS,
): Promise<RunningProgram> {
  const program = await builtFile('headless.js');
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const ended = new Promise<RanProgram>((resolve) => {
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...printed });
    });
  });
  return { printed, ended, signal: (name) => void child.kill(name) };
}

/** Runs the built program to its end. */
export async function runBuilt(args: readonly string[], env: Record<string, string> = {}): Promise<RanProgram> {
  return (await startBuilt(args, env)).ended;
}
