import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../main/gateway/config/load-config';
import { builtFile } from '../support/built-file';
import { DEPLOY, deploymentFiles, listOf, type Loose, readDeployment, readYaml } from '../support/deployment';
import { hasRedis } from '../support/redis-server';
import { eventually } from '../support/test-house';

const has = (program: string, ...words: readonly string[]): boolean =>
  spawnSync(program, words, { stdio: 'ignore' }).status === 0;
const hasSystemd = has('systemd-analyze', '--version');
const hasKubectl = has('kubectl', 'version', '--client');

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'smg-manifests-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

/** The script that both engines start Redis with, with its places moved to ours. */
const redisScripts = [
  [
    'compose.yaml',
    listOf(readYaml('compose/compose.yaml')[0]!['services']!['redis']!['command'])[0]!.replaceAll('$$', '$'),
  ],
  [
    'redis.yaml',
    listOf(listOf(readYaml('kubernetes/redis.yaml')[0]!['spec']!['template']!['spec']!['containers'])[0]!['args'])[0]!,
  ],
] as const;

describe.skipIf(!hasRedis)('Redis', () => {
  it.each(redisScripts)('starts as %s says, with a password that no command line shows', async (_, script) => {
    const [, secret = ''] = /\$\(cat (\S+)\)/.exec(script) ?? [];
    // No port: another process could take it in between.
    const path = join(work, 'redis.sock');
    const file = join(work, 'redis-password');
    await writeFile(file, 'a-password-of-redis\n');
    const moved = script.replace(secret, file).replace('dir /tmp', `dir ${work}\nport 0\nunixsocket ${path}`);
    const child = spawn('sh', ['-c', moved], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const client = new Redis({ path, password: 'a-password-of-redis', lazyConnect: true, retryStrategy: () => 50 });
    client.on('error', () => undefined);
    try {
      await eventually(async () => (await client.ping().catch(() => '')) === 'PONG');
      expect(await readFile(`/proc/${child.pid}/cmdline`, 'latin1')).not.toContain('a-password-of-redis');
      const stranger = new Redis({ path, lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
      stranger.on('error', () => undefined);
      await expect(stranger.get('x')).rejects.toThrow('NOAUTH');
      stranger.disconnect();
    } finally {
      client.disconnect();
      child.kill('SIGTERM');
      await ended;
    }
  });
});

describe('the Kubernetes manifests', () => {
  const kustomization = readYaml('kubernetes/kustomization.yaml')[0]!;
  const objects = listOf(kustomization['resources']).flatMap((file) => readYaml(`kubernetes/${file}`));
  const find = (kind: string, name: string): Loose =>
    objects.find((one) => one['kind'] === kind && one['metadata']!['name'] === name)!;
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');

  it('leave no file out', () => {
    const used = [...listOf(kustomization['resources']).map(String), 'kustomization.yaml'];
    const there = deploymentFiles('.yaml').filter((path) => dirname(path) === 'kubernetes');
    expect(there.map((path) => basename(path))).toEqual([...used].sort());
    for (const { kind } of objects) expect(kind).not.toBe('Secret');
  });

  it.each(deployments.map((one) => [one['metadata']!['name']!, one] as const))('%s is closed', (_, { spec }) => {
    const pod = spec!['template']!['spec']!;
    expect(pod['securityContext']).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(pod['automountServiceAccountToken']).toBe(false);
    expect(spec!['template']!['metadata']!['labels']).toEqual(spec!['selector']!['matchLabels']);
    const volumes = listOf(pod['volumes']).map(({ name }) => String(name));
    for (const container of listOf(pod['containers'])) {
      expect(container['image']).toMatch(/:\d+\.\d+\.\d+/);
      expect(container['securityContext']).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      for (const part of ['requests', 'limits']) {
        expect(container['resources']![part]).toMatchObject({ cpu: expect.anything(), memory: expect.anything() });
      }
      expect(container['readinessProbe']).toBeDefined();
      expect(container['livenessProbe']).toBeDefined();
      for (const { name } of listOf(container['volumeMounts'])) expect(volumes).toContain(name);
      for (const { value } of listOf(container['env'])) {
        if (value !== undefined) expect(value).toMatch(/^(?:\/(?:data|run)\/|http:\/\/\$\(POD_IP\):8000$)/);
      }
    }
  });

  it('run two gateways, one of which always stays, and end them in time', () => {
    const { spec } = find('Deployment', 'secure-mcp-gateway');
    expect(spec).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } });
    expect(find('PodDisruptionBudget', 'secure-mcp-gateway')['spec']).toMatchObject({
      minAvailable: 1,
      selector: spec!['selector'],
    });
    const pod = spec!['template']!['spec']!;
    const [container] = listOf(pod['containers']);
    const waits = Number(listOf(container!['lifecycle']!['preStop']!['exec']!['command'])[1]);
    // Ten seconds are what requests under way are given.
    expect(Number(pod['terminationGracePeriodSeconds'])).toBeGreaterThan(waits + 10);
    expect(find('Service', 'secure-mcp-gateway')['spec']).toMatchObject({
      sessionAffinity: 'ClientIP',
      selector: spec!['selector']!['matchLabels'],
    });
  });

  it('mount what the configuration reads, and open what it needs', async () => {
    const text = readDeployment('kubernetes/config.json');
    const pod = find('Deployment', 'secure-mcp-gateway')['spec']!['template']!['spec']!;
    const mounts = listOf(listOf(pod['containers'])[0]!['volumeMounts']).map(({ mountPath }) => String(mountPath));
    const read = [...text.matchAll(/\$\{file:([^}]+)\}|"directory": "([^"]+)"/g)].map(
      ([, file, folder]) => folder ?? dirname(file!),
    );
    expect(read).toHaveLength(3);
    for (const folder of read) expect(mounts).toContain(folder);
    expect(find('NetworkPolicy', 'nothing-by-default')['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    const monitor = readYaml('kubernetes/optional/pod-monitor.yaml')[0]!['spec']!;
    expect(listOf(monitor['podMetricsEndpoints'])[0]).toMatchObject({
      port: 'monitor',
      path: '/metrics',
      authorization: { credentials: { name: 'secure-mcp-gateway', key: 'metrics-token' } },
    });
    const [host] = listOf(readYaml('kubernetes/optional/ingress.yaml')[0]!['spec']!['rules']).map(
      (rule) => rule['host'],
    );
    const { config } = await loadConfig(join(DEPLOY, 'kubernetes/config.json'));
    expect(config.listen.allowedHosts).toContain(host);
  });

  it.skipIf(!hasKubectl)('are what kubectl puts together, with a name for each configuration', async () => {
    const { stdout } = await promisify(execFile)('kubectl', ['kustomize', join(DEPLOY, 'kubernetes')]);
    const [, name] = /configMap:\n\s+name: (secure-mcp-gateway-[a-z0-9]{10})\n/.exec(stdout) ?? [];
    expect(stdout).toContain(`kind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: secure-mcp-gateway\n`);
  });
});

describe('the systemd unit', () => {
  const path = 'systemd/secure-mcp-gateway.service';

  it('names options that there are, and the files that it says', () => {
    const text = readDeployment(path);
    const [, command = ''] = /^ExecStart=\S+ (.*)$/m.exec(text) ?? [];
    expect(command).toBe('serve --quiet --log json --first-config /etc/secure-mcp-gateway/config.json');
    expect(text).toContain('LoadCredential=master-key:/etc/secure-mcp-gateway/master-key\n');
    expect(text).toContain('Environment=SECURE_MCP_GATEWAY_MASTER_KEY_FILE=%d/master-key\n');
    expect(text).not.toMatch(/^User=root$/m);
  });

  it.skipIf(!hasSystemd)('is what systemd understands, and closed by its own measure', async () => {
    const program = join(work, 'secure-mcp-gateway');
    await writeFile(program, `#!/bin/sh\nexec node ${await builtFile('headless.js')} "$@"\n`);
    await chmod(program, 0o755);
    const unit = join(work, 'secure-mcp-gateway.service');
    await writeFile(unit, readDeployment(path).replace('/usr/local/bin/secure-mcp-gateway', program));
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    expect([verified.status, verified.stderr]).toEqual([0, '']);
    // Ten times the exposure: 2.0 of 10 at most.
    const rated = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], {
      encoding: 'utf8',
    });
    expect([rated.status, rated.stderr]).toEqual([0, '']);
    expect(rated.stdout).toMatch(/Overall exposure level for secure-mcp-gateway\.service: [01]\.\d/);
  });
});
