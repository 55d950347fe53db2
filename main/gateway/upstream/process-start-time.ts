import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When a process began, in whatever form this system tells it; the same text means the same process. */
export function readProcessStartTime(pid: number): string | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    if (process.platform !== 'linux') {
      const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 2_000 });
      return text.trim() || undefined;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // proc(5): field 22, counted after the command, which may itself hold spaces and parentheses.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    return ticks === undefined ? undefined : `${boot}:${ticks}`;
  } catch {
    return undefined;
  }
}
