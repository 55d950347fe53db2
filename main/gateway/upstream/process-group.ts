import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const END_OF_INPUT_MS = 2_000;
const TERMINATE_MS = 3_000;
const KILL_MS = 2_000;
const POLL_MS = 20;
const WINDOWS = process.platform === 'win32';

/** Sends a signal to every member of a process group; does nothing when there is none. */
export function signalGroup(leaderPid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leaderPid, signal);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}

/** Ends a whole process tree at once, without waiting for it. */
export function killGroupNow(leaderPid: number): void {
  if (WINDOWS) {
    spawnSync('taskkill', ['/pid', String(leaderPid), '/t', '/f'], { windowsHide: true });
    return;
  }
  try {
    signalGroup(leaderPid, 'SIGKILL');
  } catch {
    // EPERM: a member changed its user. Nothing more can be done from here.
  }
}

/** True while any member of the group runs; the dead that nobody has buried do not count. */
export function isGroupAlive(leaderPid: number): boolean {
  try {
    process.kill(-leaderPid, 0);
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
  return process.platform === 'linux' ? listGroupMembers(leaderPid).length > 0 : true;
}

/** Pids of the running members of a process group; Linux only. */
export function listGroupMembers(leaderPid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , group] = readStat(pid);
      return group === String(leaderPid) && state !== 'Z' && state !== 'X';
    });
}

/**
 * Ends a child and its whole group: end of input, then SIGTERM, then SIGKILL. The deadline shortens the patience.
 * Resolves when nothing runs any more; false when something outlived even SIGKILL.
 */
export async function endProcessGroup(child: ChildProcess, deadlineMs: number): Promise<boolean> {
  const { pid } = child;
  if (pid === undefined) return true;
  child.stdin?.end();
  await exitOf(child, Math.min(END_OF_INPUT_MS, deadlineMs * 0.4));
  if (WINDOWS) return endWindowsTree(child, pid);
  if (await groupEnds(pid, hasExited(child) ? POLL_MS : 0)) return true;
  signalGroup(pid, 'SIGTERM');
  if (await groupEnds(pid, Math.min(TERMINATE_MS, deadlineMs * 0.5))) return true;
  signalGroup(pid, 'SIGKILL');
  return groupEnds(pid, KILL_MS);
}

/** Ends what a dead leader left behind in its group. */
export async function endOrphans(leaderPid: number): Promise<boolean> {
  if (WINDOWS || !isGroupAlive(leaderPid)) return true;
  signalGroup(leaderPid, 'SIGTERM');
  if (await groupEnds(leaderPid, TERMINATE_MS / 3)) return true;
  signalGroup(leaderPid, 'SIGKILL');
  return groupEnds(leaderPid, KILL_MS);
}

async function endWindowsTree(child: ChildProcess, pid: number): Promise<boolean> {
  if (hasExited(child)) return true;
  const killer = spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true, stdio: 'ignore' });
  killer.on('error', () => undefined);
  return exitOf(child, KILL_MS);
}

async function groupEnds(leaderPid: number, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (isGroupAlive(leaderPid)) {
    if (performance.now() >= end) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function exitOf(child: ChildProcess, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!hasExited(child)) {
    if (performance.now() >= end) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

// proc(5): state, parent and group follow the command, which may itself hold spaces and parentheses.
function readStat(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ', 3);
  } catch {
    return [];
  }
}
