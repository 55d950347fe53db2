import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../main/gateway/config/load-config';
import { PRODUCT } from '../../shared/product';
import {
  DEPLOY,
  deploymentFiles,
  lastOf,
  listOf,
  type Loose,
  readDeployment,
  readDockerfile,
  readYaml,
  ROOT,
} from '../support/deployment';

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'smg-deploy-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

describe('every file', () => {
  it.each(deploymentFiles('.yaml'))('%s is YAML', (path) => {
    for (const document of readYaml(path)) expect(document).toBeTypeOf('object');
  });

  it.each(deploymentFiles('config.json'))('%s is a configuration that the gateway takes', async (path) => {
    const { config } = await loadConfig(join(DEPLOY, path));
    expect(config.listen).toMatchObject({ host: '0.0.0.0', monitor: { host: '0.0.0.0', port: 8_002 } });
    expect(config.keys).toEqual({});
    // No page is open, and where one is read from elsewhere, a token is asked for.
    expect(JSON.stringify(config.telemetry)).not.toContain('"open":true');
  });

  it('holds no secret', () => {
    for (const path of deploymentFiles('')) {
      const text = readDeployment(path);
      expect(text, path).not.toMatch(/smg_\w{12}_|BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}/);
      for (const [, value = ''] of text.matchAll(/"?(?:\w*password|token|secret)"?\s*[:=]\s*"([^"]+)"/gi)) {
        expect(value, path).toMatch(/^\$\{file:/);
      }
    }
  });
});

describe('the Dockerfile', () => {
  const path = 'container/Dockerfile';
  const stages = readDockerfile(path);
  const runtime = stages.at(-1)!;
  const all = stages.flatMap(({ instructions }) => instructions);

  it('builds on a version, not on whatever is newest', () => {
    for (const { image } of stages) expect(image).toMatch(/^node:22\.\d+\.\d+-bookworm-slim$/);
  });

  it('installs what the lock file says, and runs no scripts of packages', () => {
    const install = all.filter(({ text }) => /\bnpm (?:ci|install|i)\b/.test(text));
    expect(install.map(({ text }) => text)).toEqual([expect.stringMatching(/^npm ci --ignore-scripts\b/)]);
  });

  it('runs as a number that is not root, says how it is, and is asked to end by a signal', () => {
    expect(lastOf(runtime, 'USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(lastOf(runtime, 'HEALTHCHECK')).toMatch(/CMD \["secure-mcp-gateway", "status", "--json"\]$/);
    expect(lastOf(runtime, 'STOPSIGNAL')).toBe('SIGTERM');
    // In the JSON form no shell stands between the signal and the program.
    for (const name of ['ENTRYPOINT', 'CMD']) expect(lastOf(runtime, name)).toMatch(/^\["/);
    expect(lastOf(runtime, 'VOLUME')).toBe('/data');
    expect(lastOf(runtime, 'EXPOSE').split(' ')).toEqual(['8000', '8002']);
    const names = runtime.instructions.map(({ name }) => name);
    expect(names.slice(names.indexOf('USER')).filter((name) => ['RUN', 'COPY', 'ADD'].includes(name))).toEqual([]);
  });

  it('has the version of the product, and no secret in a layer', () => {
    expect(lastOf(runtime, 'LABEL')).toContain(`org.opencontainers.image.version="${PRODUCT.version}"`);
    expect(all.filter(({ name }) => name === 'ADD')).toEqual([]);
    expect(all.filter(({ name, text }) => name === 'ENV' && /key|token|secret|password/i.test(text))).toEqual([]);
  });

  it('copies what is there, and the builder is sent no more than that', async () => {
    const copied = all
      .filter(({ name, flags }) => name === 'COPY' && flags.length === 0)
      .flatMap(({ text }) => text.split(/\s+/).slice(0, -1));
    for (const one of copied) expect(existsSync(join(ROOT, one)), one).toBe(true);
    const lines = readDeployment(`${path}.dockerignore`).split('\n');
    const sent = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(lines.filter((line) => /^[^#!]/.test(line))).toEqual(['*']);
    expect([...sent].sort()).toEqual([...copied].sort());
  });
});

describe('compose.yaml', () => {
  const compose = readYaml('compose/compose.yaml')[0]!;
  const services = Object.entries(compose['services'] as unknown as Record<string, Loose>);

  it('has everything that it promises', () => {
    expect(services.map(([name]) => name)).toEqual([
      ...['gateway', 'redis', 'collector', 'prometheus', 'loki', 'jaeger', 'grafana'],
    ]);
  });

  it.each(services)('%s is pinned, closed and bounded', (name, service) => {
    expect(service['image']).toMatch(/:v?\d+\.\d+\.\d+/);
    expect(service['read_only']).toBe(true);
    expect(service['cap_drop']).toEqual(['ALL']);
    expect(service['security_opt']).toEqual(['no-new-privileges:true']);
    expect(service['mem_limit']).toMatch(/^\d+m$/);
    expect(service['privileged']).toBeUndefined();
    for (const port of listOf(service['ports'])) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    for (const one of listOf(service['secrets'])) expect(compose['secrets']).toHaveProperty(one);
    for (const one of listOf(service['networks'])) expect(compose['networks']).toHaveProperty(one);
    for (const one of listOf(service['volumes'])) {
      const [from = ''] = one.split(':');
      if (!from.startsWith('.')) expect(compose['volumes']).toHaveProperty(from);
      else expect([existsSync(join(DEPLOY, 'compose', from)), one.endsWith(':ro')], one).toEqual([true, true]);
    }
    // The image of the collector has nothing that could ask; that of the gateway brings its own check.
    if (!['gateway', 'collector'].includes(name)) expect(service['healthcheck']).toBeDefined();
  });

  it('lets nobody into Grafana without the password that was made, and publishes two addresses alone', () => {
    const { environment, ports } = services.find(([name]) => name === 'grafana')![1] as unknown as Record<
      string,
      Loose
    >;
    expect(environment).toMatchObject({
      GF_AUTH_ANONYMOUS_ENABLED: 'false',
      GF_USERS_ALLOW_SIGN_UP: 'false',
      GF_SECURITY_ADMIN_PASSWORD__FILE: '/run/secrets/grafana_password',
    });
    expect(environment).not.toHaveProperty('GF_SECURITY_ADMIN_PASSWORD');
    expect(ports).toEqual(['127.0.0.1:3000:3000']);
    const published = services.filter(([, service]) => service['ports'] !== undefined).map(([name]) => name);
    expect(published).toEqual(['gateway', 'grafana']);
  });

  it('builds by the Dockerfile that is there, under the version of the product', () => {
    const { build, image } = services[0]![1] as unknown as { build: Record<string, string>; image: string };
    const context = join(DEPLOY, 'compose', build['context']!);
    expect(join(context, build['dockerfile']!)).toBe(join(DEPLOY, 'container/Dockerfile'));
    expect(image).toBe(`secure-mcp-gateway:${PRODUCT.version}`);
  });

  it('has those who speak with each other in one network, by the names that configurations use', async () => {
    const networksOf = (name: string) => listOf(services.find(([one]) => one === name)?.[1]['networks']).map(String);
    const meet = (one: string, other: string) => networksOf(one).some((name) => networksOf(other).includes(name));
    const { config } = await loadConfig(join(DEPLOY, 'compose/config.json'));
    expect(JSON.stringify(config)).toContain('"host":"redis"');
    expect(JSON.stringify(config)).toContain('"http://collector:4318"');
    const collector = readYaml('compose/otel-collector.yaml')[0]!;
    expect(collector['exporters']).toMatchObject({
      'otlp/jaeger': { endpoint: 'jaeger:4317' },
      'otlphttp/loki': { endpoint: 'http://loki:3100/otlp' },
    });
    for (const pipeline of Object.values(collector['service']!['pipelines'] as unknown as Record<string, Loose>)) {
      for (const part of ['receivers', 'processors', 'exporters']) {
        for (const name of listOf(pipeline[part])) expect(collector[part]).toHaveProperty([name]);
      }
    }
    const prometheus = readYaml('compose/prometheus.yaml')[0]!;
    const [scrape] = listOf(prometheus['scrape_configs']);
    expect(listOf(scrape!['static_configs'])[0]).toEqual({ targets: ['gateway:8002'] });
    expect(scrape!['job_name']).toBe('secure-mcp-gateway');
    const pairs = [
      ['gateway', 'redis'],
      ['gateway', 'collector'],
      ['collector', 'jaeger'],
      ['collector', 'loki'],
      ['prometheus', 'gateway'],
      ['prometheus', 'collector'],
      ...['prometheus', 'loki', 'jaeger'].map((name) => ['grafana', name]),
    ] as const;
    for (const [one, other] of pairs) expect(meet(one!, other!), `${one} and ${other}`).toBe(true);
    expect(meet('grafana', 'redis')).toBe(false);
  });

  it('has its secrets made, each once, closed to others, each another', async () => {
    const folder = join(work, 'compose');
    await cp(join(DEPLOY, 'compose/make-secrets.sh'), join(folder, 'make-secrets.sh'));
    const make = () => promisify(execFile)('sh', [join(folder, 'make-secrets.sh')]);
    await make();
    const names = await readdir(join(folder, 'secrets'));
    const files = Object.values(compose['secrets'] as unknown as Record<string, { file: string }>);
    expect(names.sort()).toEqual(files.map(({ file }) => basename(file)).sort());
    const values = await Promise.all(names.map((name) => readFile(join(folder, 'secrets', name), 'utf8')));
    expect(new Set(values).size).toBe(4);
    for (const value of values) expect(value).toMatch(/^(?:[0-9a-f]{48}|[A-Za-z0-9+/]{43}=)$/);
    expect((await stat(join(folder, 'secrets'))).mode & 0o777).toBe(0o700);
    expect((await make()).stdout).toBe('');
    expect(await Promise.all(names.map((name) => readFile(join(folder, 'secrets', name), 'utf8')))).toEqual(values);
    expect(await readFile(join(DEPLOY, 'compose/.gitignore'), 'utf8')).toContain('\nsecrets/\n');
  });
});
