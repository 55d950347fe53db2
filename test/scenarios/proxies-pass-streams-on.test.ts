import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, createAuthority } from '../support/certificates';
import { readDeployment } from '../support/deployment';
import { freePort } from '../support/free-port';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

const NAME = 'mcp.example.com';
const has = (program: string, word: string): boolean => spawnSync(program, [word], { stdio: 'ignore' }).status === 0;

interface Places {
  /** Where the gateway listens: host and port. */
  readonly gateway: string;
  readonly port: number;
  readonly cert: string;
  readonly key: string;
}

/** Puts other places into the example; one that is not there any more throws. */
function moved(text: string, places: readonly (readonly [string, string])[]): string {
  return places.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The example has no "${from}"`);
    return before.replaceAll(from, to);
  }, text);
}

const nginx = ({ gateway, port, cert, key }: Places): string => {
  const site = moved(readDeployment('proxy/nginx.conf'), [
    ['127.0.0.1:8000', gateway],
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['/etc/ssl/mcp.example.com/fullchain.pem', cert],
    ['/etc/ssl/mcp.example.com/key.pem', key],
  ]);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${work}/${one};`);
  return `daemon off; pid ${work}/nginx.pid; error_log stderr; events {}
    http { access_log off; ${paths.join(' ')} ${site} }`;
};

const caddy = ({ gateway, port, cert, key }: Places): string => {
  const site = moved(readDeployment('proxy/Caddyfile'), [
    ['127.0.0.1:8000', gateway],
    ['\nmcp.example.com {', `\nhttps://mcp.example.com:${port} {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}`],
  ]);
  return `{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system ${work}/caddy\n}\n${site}`;
};

const PROXIES = [
  ['nginx', has('nginx', '-v'), nginx, (file: string) => ['-e', 'stderr', '-c', file]],
  ['caddy', has('caddy', 'version'), caddy, (file: string) => ['run', '--adapter', 'caddyfile', '--config', file]],
] as const;

let house: TestHouse;
let authority: Authority;
let work: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'smg-proxy-'));
  authority = await createAuthority();
  const { cert, key } = await authority.issueForServer({ hosts: [NAME] });
  await writeFile(join(work, 'cert.pem'), cert);
  await writeFile(join(work, 'key.pem'), key);
  house = await openTestHouse({
    servers: { friendly: fixture('friendly.mjs') },
    config: {
      // As the head of both examples says.
      listen: { allowedHosts: [NAME], publicUrl: `https://${NAME}` },
      policy: { approvals: { ask: 'nothing' } },
    },
  });
});
afterAll(async () => {
  for (const child of children.filter(({ exitCode }) => exitCode === null)) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
  await house.stop();
  await rm(work, { recursive: true, force: true });
});

interface Part {
  readonly atMs: number;
  readonly text: string;
}

function ask(port: number, options: RequestOptions, body = ''): Promise<{ status: number; parts: readonly Part[] }> {
  const target = { host: '127.0.0.1', port, servername: NAME, ca: authority.cert, path: '/mcp', method: 'POST' };
  return new Promise((resolve, reject) => {
    const parts: Part[] = [];
    const headers = { host: NAME, ...(options.headers as Record<string, string>) };
    const asked = request({ ...target, ...options, headers, agent: false }, (answer) => {
      answer.setEncoding('utf8').on('data', (text: string) => parts.push({ atMs: performance.now(), text }));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, parts }));
      answer.on('error', reject);
    });
    asked.on('error', reject).end(body);
  });
}

describe.each(PROXIES)('%s', (name, isThere, configure, words) => {
  describe.skipIf(!isThere)('as its example says', () => {
    let port: number;
    beforeAll(async () => {
      port = await freePort();
      const file = join(work, name);
      const gateway = new URL(house.house.addresses.mcp).host;
      await writeFile(file, configure({ gateway, port, cert: join(work, 'cert.pem'), key: join(work, 'key.pem') }));
      const child = spawn(name, words(file), {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, HOME: work },
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      children.push(child);
      await eventually(async () => {
        if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`);
        return (await ask(port, { method: 'GET', headers: {} }).catch(() => undefined)) !== undefined;
      });
    });

    const call = (args: object, headers: Record<string, string> = {}, _meta: object = {}) => {
      const made = modernRequest('tools/call', { name: 'friendly__slow', arguments: { ...args } });
      const params = { ...made.body.params, _meta: { ...made.body.params._meta, ..._meta } };
      const all = {
        ...made.headers,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      };
      return ask(port, { headers: all }, JSON.stringify({ ...made.body, params }));
    };
    const authorization = () => ({ authorization: `Bearer ${house.key}` });

    it('passes the name on that the gateway answers to, and its refusals back', async () => {
      const { status, parts } = await call({});
      expect(status).toBe(401);
      expect(parts.map(({ text }) => text).join('')).toContain('AUTH_');
    });

    it('passes each event on as it comes', async () => {
      const { status, parts } = await call({ steps: 5, stepMs: 150 }, authorization(), { progressToken: 'p' });
      expect(status).toBe(200);
      const text = parts.map((part) => part.text).join('');
      expect(text.match(/notifications\/progress/g)).toHaveLength(5);
      expect(text).toContain('"done"');
      const firstAt = parts.find((part) => part.text.includes('notifications/progress'))!.atMs;
      expect(parts.at(-1)!.atMs - firstAt).toBeGreaterThan(400);
    });

    it('has the gateway go on being the judge of what it does not know', async () => {
      const { status } = await call({}, { ...authorization(), origin: 'https://evil.example' });
      expect(status).toBe(403);
    });
  });
});

describe('the examples', () => {
  it('are there, and say what the gateway must be told', () => {
    for (const file of ['nginx.conf', 'Caddyfile']) {
      expect(readDeployment(`proxy/${file}`)).toContain(
        '"listen": { "allowedHosts": ["mcp.example.com"], "publicUrl": "https://mcp.example.com" }',
      );
    }
  });
});
