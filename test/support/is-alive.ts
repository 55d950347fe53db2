/** Whether a process of this number exists, also one that ended and that nobody has buried yet. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
