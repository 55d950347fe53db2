import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Whether this system shows its processes under /proc; elsewhere only times are measured. */
const CAN_LOOK_INSIDE = existsSync('/proc/self/smaps_rollup');

const TICK_MS = CAN_LOOK_INSIDE ? 1_000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) : 0;

function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** The process and everything below it, itself first. */
function treeOf(root) {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStat(Number(name)))
    .filter((stat) => stat !== undefined);
  const tree = all.filter(({ pid }) => pid === root);
  for (const member of tree) tree.push(...all.filter(({ parent }) => parent === member.pid));
  return tree;
}

/** Milliseconds of processor time used so far: by the process itself, and by its whole tree. */
export function cpuMsOf(root) {
  if (!CAN_LOOK_INSIDE) return undefined;
  const tree = treeOf(root);
  return { own: tree[0]?.cpuMs ?? 0, tree: tree.reduce((total, { cpuMs }) => total + cpuMs, 0) };
}

function memoryOfProcess(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const read = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1_024;
  return { rssMiB: read('Rss'), pssMiB: read('Pss') };
}

/** Resident and proportional memory in MiB: of the process itself, and of its whole tree. */
export function memoryOf(root) {
  if (!CAN_LOOK_INSIDE) return undefined;
  const each = treeOf(root).map(({ pid }) => memoryOfProcess(pid));
  const sum = (key) => each.reduce((total, one) => total + one[key], 0);
  return { processes: each.length, rssMiB: sum('rssMiB'), pssMiB: sum('pssMiB'), ownRssMiB: each[0]?.rssMiB };
}
