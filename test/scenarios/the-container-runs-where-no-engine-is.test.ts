import { chown, chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canContain, type Container, copyInto, prepareRoot, runContainer, startContainer } from '../support/container';
import {
  environmentOf,
  lastOf,
  type Instruction,
  readDeployment,
  readDockerfile,
  readYaml,
  ROOT,
  type Stage,
  wordsOf,
} from '../support/deployment';
import { eventually, modernRequest } from '../support/test-house';

const [build, runtime] = readDockerfile('container/Dockerfile') as [Stage, Stage];
const IMAGE_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const MASTER_KEY = Buffer.alloc(32, 7).toString('base64');
const METRICS_TOKEN = 'a-token-for-metrics-that-is-long-enough';
const REDIS_PASSWORD = 'a-password-that-no-log-may-show';
const SERVER_TOKEN = 'a-token-of-a-server-that-nobody-may-see';
const SECRETS = [MASTER_KEY, METRICS_TOKEN, REDIS_PASSWORD, SERVER_TOKEN];

let work: string;
const rootOf = (stage: Stage): string => join(work, stage.name ?? 'image');
const running: Container[] = [];

/** Does what the instructions say, in a root of their own. Only `npm ci` is not run: what it would bring is there. */
async function carryOut(stage: Stage): Promise<void> {
  const root = rootOf(stage);
  await prepareRoot(root);
  let cwd = '/';
  const env: Record<string, string> = { PATH: IMAGE_PATH, HOME: '/tmp', ...environmentOf(stage) };
  const mounts: { from: string; to: string }[] = [];
  for (const { name, flags, text } of stage.instructions) {
    if (name === 'WORKDIR') await mkdir(join(root, (cwd = text)), { recursive: true });
    if (name === 'COPY') await copy({ name, flags, text }, { root, cwd });
    if (name !== 'RUN') continue;
    if (text.startsWith('npm ci')) {
      await mkdir(join(root, cwd, 'node_modules'));
      mounts.push({ from: join(ROOT, 'node_modules'), to: `${cwd}/node_modules` });
      continue;
    }
    const { code, stderr, stdout } = await runContainer({ root, words: ['sh', '-c', text], env, mounts, cwd });
    if (code !== 0) throw new Error(`${text} ended with ${code}: ${stderr}${stdout}`);
  }
}

async function copy({ flags, text }: Instruction, { root, cwd }: { root: string; cwd: string }): Promise<void> {
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  const words = text.split(/\s+/);
  const to = words.pop()!;
  for (const word of words) {
    const source = from === undefined ? join(ROOT, word) : join(work, from, word);
    const target = to.startsWith('/') ? to : join(cwd, to);
    const place = to === './' || words.length > 1 ? join(target, basename(word)) : target;
    await copyInto(root, { from: source, to: place });
  }
}

async function volume(name: string, mode: number, owner: readonly [number, number]): Promise<string> {
  const path = join(work, name);
  await mkdir(path);
  await chown(path, ...owner);
  await chmod(path, mode);
  return path;
}

interface Run {
  readonly name: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly data: readonly [mode: number, owner: readonly [number, number]];
  readonly config: string;
  /** Files at their places, with what they hold. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Starts the image as its engine would; the volume is all that it may write. */
async function start({ name, words, env, data, config, secrets }: Run): Promise<Container> {
  const root = rootOf(runtime);
  const mounts = [{ from: await volume(name, ...data), to: '/data' }];
  const add = async (to: string, text: string) => {
    const from = join(work, `${name}-${mounts.length}`);
    await writeFile(from, text, { mode: 0o444 });
    await mkdir(join(root, to, '..'), { recursive: true });
    await writeFile(join(root, to), '', { flag: 'a' });
    mounts.push({ from, to });
  };
  await add('/etc/secure-mcp-gateway/config.json', config);
  for (const [place, text] of Object.entries(secrets)) await add(place, text);
  const user = lastOf(runtime, 'USER');
  const all = { ...environmentOf(runtime), ...env };
  const entry = wordsOf(lastOf(runtime, 'ENTRYPOINT'));
  const container = startContainer({
    root,
    words: [...entry, ...words],
    env: all,
    mounts,
    user,
    cwd: lastOf(runtime, 'WORKDIR'),
  });
  running.push(container);
  return container;
}

const healthcheck = (): readonly string[] => {
  const [, words = ''] = /CMD (\[.*\])$/.exec(lastOf(runtime, 'HEALTHCHECK')) ?? [];
  return wordsOf(words);
};

/** An HTTP request from within, by whatever name; with a body it is a POST. */
async function ask(container: Container, url: string, headers: Record<string, string> = {}, body = '') {
  const program = `const [, url, headers, body] = process.argv;
  require('http').request(url, { method: body === '' ? 'GET' : 'POST', headers: JSON.parse(headers) }, (answer) => {
    let text = ''; answer.on('data', (part) => (text += part));
    answer.on('end', () => console.log(JSON.stringify({ status: answer.statusCode, text })));
  }).on('error', (failure) => console.log(JSON.stringify({ status: 0, text: failure.code }))).end(body)`;
  const { code, stdout, stderr } = await container.run(['node', '-e', program, url, JSON.stringify(headers), body]);
  if (code !== 0) throw new Error(`It cannot be asked: ${stderr}`);
  return JSON.parse(stdout) as { readonly status: number; readonly text: string };
}

/** Calls the tool of the server that ships, whose process the gateway starts for it. */
async function call(container: Container, key: string, text: string) {
  const { body, headers } = modernRequest('tools/call', { name: 'echo__echo', arguments: { text } });
  const all = {
    ...headers,
    host: 'gateway:8000',
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  return ask(container, 'http://127.0.0.1:8000/mcp', all, JSON.stringify(body));
}

/** Waits until the HEALTHCHECK of the image is content. */
async function well(container: Container): Promise<void> {
  let last = '';
  const check = eventually(async () => {
    const { code, stdout, stderr } = await container.run(healthcheck());
    last = stdout + stderr;
    return code === 0;
  });
  await check.catch((cause: unknown) => {
    throw new Error(`It does not get well: ${last}`, { cause });
  });
}

async function stopped(container: Container): Promise<string> {
  container.signal('SIGTERM');
  const { code, stdout, stderr } = await container.ended;
  expect([code, stdout]).toEqual([0, '']);
  return stderr;
}

describe.skipIf(!canContain)('the image', () => {
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'smg-image-'));
    await chmod(work, 0o755);
    await carryOut(build);
    await carryOut(runtime);
  }, 120_000);
  afterAll(async () => {
    for (const container of running) container.signal('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await rm(work, { recursive: true, force: true });
  });

  it('holds the bundle and the module of the keychain, and is small', async () => {
    const app = join(rootOf(runtime), 'app');
    expect((await readdir(app)).sort()).toEqual(['LICENSE', 'bin', 'dist', 'node_modules', 'package.json']);
    expect(await readdir(join(app, 'node_modules'))).toEqual(['@napi-rs']);
    const files = await readdir(app, { recursive: true });
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
    expect(files).toContain('dist/renderer/index.html');
  });

  it('runs by itself, as the first process of a stranger on a read-only disk, and ends when it is asked', async () => {
    const container = await start({
      name: 'alone',
      words: wordsOf(lastOf(runtime, 'CMD')),
      env: {},
      // As Docker makes a volume: with the owner and mode of the directory in the image.
      data: [0o700, [1000, 1000]],
      config: readDeployment('container/config.json'),
      secrets: {},
    });
    await well(container);
    expect((await container.run(['id', '-u'])).stdout).toBe('1000\n');
    expect((await container.run(['cat', '/proc/1/cmdline'])).stdout).toContain('serve');
    expect((await container.run(['sh', '-c', 'echo > /app/x'])).stderr).toContain('Read-only file system');
    expect((await container.run(['grep', 'CapEff', '/proc/1/status'])).stdout).toMatch(/0{16}/);
    const made = await container.run(['secure-mcp-gateway', 'key', 'create', '--json']);
    const { key } = JSON.parse(made.stdout) as { readonly key: string };
    expect(key).toMatch(/^smg_/);
    // From outside, by the address of the container, MCP and monitor answer; the admin address does not.
    expect((await ask(container, 'http://127.0.0.1:8000/mcp', { host: 'gateway:8000' })).status).toBe(401);
    const answer = await call(container, key, 'a word that is nobody’s business');
    expect([answer.status, answer.text.includes('a word that is nobody’s business')]).toEqual([200, true]);
    expect((await ask(container, 'http://127.0.0.1:8002/health', { host: '172.18.0.2:8002' })).status).toBe(200);
    expect((await container.run(['node', '-e', LISTENERS])).stdout).toBe('0.0.0.0:8000 127.0.0.1:8001 0.0.0.0:8002\n');
    const said = await stopped(container);
    for (const line of said.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('message');
    expect(said).not.toContain(key);
    expect(said).not.toContain('nobody’s business');
    expect(said).not.toContain('console');
    // What was not running any more is not well.
    expect((await container.run(healthcheck())).code).not.toBe(0);
  });

  it('runs as compose.yaml wants it', async () => {
    const compose = readYaml('compose/compose.yaml')[0]!;
    const gateway = compose['services']!['gateway']!;
    const values: Record<string, string> = { master_key: MASTER_KEY, metrics_token: METRICS_TOKEN };
    const given = [...gateway['secrets']!].map((name) => [`/run/secrets/${name}`, values[name] ?? REDIS_PASSWORD]);
    expect(Object.keys(compose['secrets']!)).toEqual(expect.arrayContaining([...gateway['secrets']!]));
    await expectRun(
      {
        name: 'compose',
        words: wordsOf(lastOf(runtime, 'CMD')),
        env: gateway['environment'] as unknown as Record<string, string>,
        data: [0o700, [1000, 1000]],
        config: readDeployment('compose/config.json'),
        secrets: Object.fromEntries(given) as Record<string, string>,
      },
      '/health',
    );
  });

  it('runs as the Deployment wants it', async () => {
    const { containers } = readYaml('kubernetes/deployment.yaml')[0]!['spec']!['template']!['spec']!;
    const [pod] = [...containers!];
    const env = [...pod!['env']!].map(({ name, value = '10.42.0.7' }) => [
      name,
      value.replace('$(POD_IP)', '10.42.0.7'),
    ]);
    const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].map((name) => pod![name]!['httpGet']!);
    expect(pod!['ports']).toContainEqual({ name: 'monitor', containerPort: 8_002 });
    expect(probes.every((probe) => probe['port'] === 'monitor')).toBe(true);
    expect(probes.map((probe) => String(probe['path']))).toEqual(['/health', '/health', '/ready']);
    await expectRun(
      {
        name: 'pod',
        words: pod!['args'] as unknown as string[],
        env: Object.fromEntries(env) as Record<string, string>,
        // As Kubernetes makes an emptyDir with fsGroup.
        data: [0o2777, [0, 1000]],
        config: readDeployment('kubernetes/config.json'),
        secrets: {
          '/run/secrets/gateway/master-key': MASTER_KEY,
          '/run/secrets/gateway/metrics-token': METRICS_TOKEN,
          '/run/secrets/gateway/redis-password': REDIS_PASSWORD,
          '/run/secrets/servers/SERVER_TOKEN': SERVER_TOKEN,
        },
      },
      probes[2]!['path'] as string,
    );
  });
});

/** Well without its cache and its collector, metrics for the token alone, and no secret in what it says. */
async function expectRun(run: Run, probe: string): Promise<void> {
  const container = await start(run);
  const monitor = 'http://127.0.0.1:8002';
  const headers = { host: '10.42.0.7:8002' };
  await well(container);
  expect((await ask(container, `${monitor}${probe}`, headers)).status).toBe(200);
  expect((await ask(container, `${monitor}/metrics`, headers)).status).toBe(401);
  const authorization = `Bearer ${METRICS_TOKEN}`;
  const page = await ask(container, `${monitor}/metrics`, { ...headers, authorization });
  expect([page.status, page.text.includes('enkrypt_build_info')]).toEqual([200, true]);
  // The key of the vault that was given is good.
  const stored = await container.run(['secure-mcp-gateway', 'secret', 'status', '--json']);
  expect([stored.code, stored.stderr]).toEqual([0, '']);
  const said = await stopped(container);
  for (const secret of SECRETS) expect(said + page.text + stored.stdout).not.toContain(secret);
  const kept = await readdir(join(work, run.name), { recursive: true, withFileTypes: true });
  for (const file of kept.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    for (const secret of SECRETS) expect(text.includes(secret), file.name).toBe(false);
  }
}

/** Prints where something listens, by port. */
const LISTENERS = `
const lines = require('fs').readFileSync('/proc/net/tcp', 'utf8').trim().split('\\n').slice(1).map((line) => line.trim().split(/\\s+/));
const shown = (place) => {
  const [host, port] = place.split(':');
  return [Buffer.from(host, 'hex').reverse().join('.'), parseInt(port, 16)];
};
console.log(lines.filter((line) => line[3] === '0A').map((line) => shown(line[1])).sort((a, b) => a[1] - b[1]).map((one) => one.join(':')).join(' '));
`;
