import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { chmod, cp, mkdir, readlink, symlink } from 'node:fs/promises';
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './test-house';

/** Of the machine, as the image that is built upon has it: Node and the tools of the system. */
const SYSTEM = ['bin', 'lib', 'lib64', 'sbin', 'usr'].filter((name) => existsSync(`/${name}`));
const NAMESPACES = ['--mount', '--pid', '--net', '--ipc', '--uts'];

/** Whether this machine lets us make what a container engine makes: namespaces, mounts, another root. */
export const canContain =
  process.platform === 'linux' &&
  process.execPath.startsWith('/usr/') &&
  spawnSync('unshare', [...NAMESPACES, '--fork', 'sh', '-c', 'mount --make-rprivate / && ip link set lo up'], {
    stdio: 'ignore',
  }).status === 0;

export interface Mount {
  readonly from: string;
  /** Within the root. */
  readonly to: string;
}

export interface ContainerChoice {
  /** The file system of the image. */
  readonly root: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mounts?: readonly Mount[];
  /** `uid:gid`; absent: root, who may write everywhere, as in a build. */
  readonly user?: string;
  readonly cwd?: string;
}

export interface Done {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Container {
  readonly ended: Promise<Done>;
  /** Runs something else in it, as `docker exec` does. */
  run(words: readonly string[]): Promise<Done>;
  /** To its first process. */
  signal(name: NodeJS.Signals): void;
}

/** Makes the directories that the system is mounted on. */
export async function prepareRoot(root: string): Promise<void> {
  for (const name of ['proc', 'dev', 'tmp', 'etc', 'run']) await mkdir(join(root, name), { recursive: true });
  await chmod(join(root, 'tmp'), 0o1777);
  for (const name of SYSTEM) {
    if (existsSync(join(root, name))) continue;
    if (lstatSync(`/${name}`).isSymbolicLink()) await symlink(await readlink(`/${name}`), join(root, name));
    else await mkdir(join(root, name));
  }
}

/** What an engine does between `run` and the first instruction of the program; `$1` is the root. */
function setUp({ mounts = [], user, cwd = '/' }: ContainerChoice): string {
  const system = SYSTEM.filter((name) => !lstatSync(`/${name}`).isSymbolicLink());
  return [
    'set -eu',
    'mount --make-rprivate /',
    'ip link set lo up',
    'mount --bind "$1" "$1"',
    ...system.map((name) => `mount --rbind /${name} "$1/${name}" && mount -o remount,bind,ro "$1/${name}"`),
    ...mounts.map(({ from, to }) => `mount --bind '${from}' "$1${to}"`),
    'mount --rbind /dev "$1/dev"',
    'mount -t proc proc "$1/proc"',
    ...(user === undefined ? [] : ['mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"', 'mount -o remount,bind,ro "$1"']),
    'root=$1; shift',
    `exec chroot "$root" /bin/sh -c 'cd ${cwd}; exec "$@"' sh ${asUser(user)} "$@"`,
  ].join('\n');
}

function asUser(user: string | undefined): string {
  if (user === undefined) return '';
  const [uid, gid] = user.split(':');
  return `setpriv --reuid=${uid} --regid=${gid} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all`;
}

const variables = (env: Readonly<Record<string, string>>): readonly string[] => [
  'env',
  '-i',
  ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
];

/**
 * Runs words the way a container engine would: a root of their own, read-only for those who are not root, own
 * processes, of which they are the first, own network, no capabilities. It is killed with this process.
 */
export function startContainer(choice: ContainerChoice): Container {
  const { root, words, env } = choice;
  const child = spawn(
    'unshare',
    [...NAMESPACES, '--fork', '--kill-child', 'sh', '-c', setUp(choice), 'sh', root, ...variables(env), ...words],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const ended = new Promise<Done>((resolve) => child.once('close', (code) => resolve({ code, ...printed })));
  return {
    ended,
    async run(more) {
      const pid = child.exitCode === null ? await firstProcess(child) : undefined;
      return pid === undefined ? { code: 1, ...printed } : runWithin(pid, choice, more);
    },
    signal: (name) => void firstProcess(child).then((pid) => pid !== undefined && process.kill(pid, name)),
  };
}

export const runContainer = (choice: ContainerChoice): Promise<Done> => startContainer(choice).ended;

async function runWithin(pid: number, { env, user = '0:0' }: ContainerChoice, words: readonly string[]): Promise<Done> {
  const [uid, gid] = user.split(':');
  const args = [
    '-t',
    `${pid}`,
    '-m',
    '-p',
    '-n',
    '-r',
    '-w',
    '-S',
    uid!,
    '-G',
    gid!,
    '--',
    ...variables(env),
    ...words,
  ];
  return new Promise((resolve) => {
    execFile('nsenter', args, { timeout: 20_000 }, (failure, stdout, stderr) => {
      resolve({ code: failure === null ? 0 : Number(failure.code ?? 1), stdout, stderr });
    });
  });
}

/** Its process id as we see it; within it is 1. `undefined`: it has ended. */
async function firstProcess(child: ChildProcess): Promise<number | undefined> {
  let found = '';
  await eventually(async () => {
    found = (await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').catch(() => '')).trim();
    return found !== '' || child.exitCode !== null;
  });
  return found === '' ? undefined : Number(found.split(' ')[0]);
}

/** COPY of a Dockerfile: files and directories, whose parents are made. */
export async function copyInto(root: string, { from, to }: Mount): Promise<void> {
  await mkdir(join(root, to, '..'), { recursive: true });
  await cp(from, join(root, to), { recursive: true, verbatimSymlinks: true });
}
