import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startTemporaryGateway } from './temporary-gateway.mjs';

const SERVERS = resolve(dirname(fileURLToPath(import.meta.url)), '../node_modules/@modelcontextprotocol');
/** Made of parts, so that no key stands in the repository. */
const SECRET = ['sk', 'live', '9f3b2c7d1e8a4f6b0c5d7e2a'].join('_');
const CODE_NAME = 'Project Nightingale';

const GUARDRAILS = [
  // What holds where nobody says anything.
  { name: 'local', use: 'local' },
  {
    name: 'code names stay here',
    use: 'custom-keyword',
    options: { words: [CODE_NAME], action: 'block' },
    phases: ['input'],
  },
];

const say = (line = '') => process.stdout.write(`${line}\n`);
const textOf = (result) => result.content.map(({ text }) => text ?? '').join('\n');

/** Calls a tool and shows what was asked and answered. */
async function call(client, name, args) {
  say(`  → ${name} ${JSON.stringify(args)}`);
  const result = await client.callTool({ name, arguments: args });
  const [first] = textOf(result).split('\n');
  say(`  ← ${result.isError ? 'refused: ' : ''}${first.length > 160 ? `${first.slice(0, 160)}…` : first}`);
  return result;
}

async function allowed({ client }) {
  const result = await call(client, 'everything__echo', { message: 'hello through the gateway' });
  assert.equal(textOf(result), 'Echo: hello through the gateway');
}

async function redacted({ client, folder }) {
  const result = await call(client, 'files__read_text_file', { path: join(folder, 'notes.txt') });
  const [placeholder] = /<STRIPE\w*_1>/.exec(textOf(result)) ?? [];
  assert.ok(placeholder !== undefined, 'there is no placeholder');
  assert.ok(!JSON.stringify(result).includes(SECRET), 'the secret reached the client');
  assert.ok((await readFile(join(folder, 'notes.txt'), 'utf8')).includes(SECRET), 'the file itself was changed');
  const copy = join(folder, 'copy.txt');
  await call(client, 'files__write_file', { path: copy, content: `The key is ${placeholder}.` });
  assert.equal(await readFile(copy, 'utf8'), `The key is ${SECRET}.`);
  say('    the server that told it got it back: the file it wrote holds the key, the model never saw it');
}

async function blocked({ client, folder }) {
  const path = join(folder, 'letter.txt');
  const refusal = await call(client, 'files__write_file', {
    path,
    content: `About ${CODE_NAME}: it starts on Monday.`,
  });
  assert.equal(refusal.isError, true);
  assert.match(JSON.stringify(refusal), /GUARD_004/);
  assert.equal(existsSync(path), false, 'the server wrote the file although the call was blocked');
  say('    no file was written: the server never saw the call');
  const permitted = await call(client, 'files__write_file', { path, content: 'It starts on Monday.' });
  assert.notEqual(permitted.isError, true);
  assert.equal(await readFile(path, 'utf8'), 'It starts on Monday.');
}

async function healed({ client, gateway }) {
  const before = await serverStatus(gateway, 'everything');
  say(`  × kill -9 ${before.pid}`);
  process.kill(before.pid, 'SIGKILL');
  const result = await call(client, 'everything__echo', { message: 'still there?' });
  assert.equal(textOf(result), 'Echo: still there?');
  const after = await serverStatus(gateway, 'everything');
  assert.notEqual(after.pid, before.pid);
  say(`    the server runs again as process ${after.pid}, after ${after.restarts} restart`);
}

async function serverStatus(gateway, name) {
  const { adminToken } = JSON.parse(await readFile(join(gateway.dataDirectory, 'run/gateway.json'), 'utf8'));
  const headers = { authorization: `Bearer ${adminToken}` };
  const answer = await fetch(`${gateway.admin}/api/v1/status`, { headers });
  assert.equal(answer.status, 200);
  const { data } = await answer.json();
  return data.upstreams.find(({ server }) => server === name);
}

const STEPS = [
  ['A permitted call passes', allowed],
  ['A secret in a result is replaced on its way to the model, and put back on its way to the server', redacted],
  ['A call that policy forbids is never made', blocked],
  ['A server that dies is started again', healed],
];

async function connect(gateway) {
  const client = new Client({ name: 'demo', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  const headers = { authorization: `Bearer ${gateway.key}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${gateway.mcp}/mcp`), { requestInit: { headers } }));
  return client;
}

function upstreams(folder) {
  const serve = (name, ...args) => ({
    command: process.execPath,
    args: [join(SERVERS, `server-${name}/dist/index.js`), ...args],
  });
  // Nobody is there to be asked about writing, which would otherwise wait for a person.
  const policy = { approvals: { ask: 'nothing' } };
  return { everything: serve('everything', 'stdio'), files: { ...serve('filesystem', folder), policy } };
}

async function runSteps(folder) {
  const gateway = await startTemporaryGateway({ servers: upstreams(folder), guardrails: GUARDRAILS });
  try {
    say(`The gateway listens at ${gateway.mcp}/mcp, in front of two servers.`);
    const client = await connect(gateway);
    const { tools } = await client.listTools();
    say(`The client sees ${tools.length} tools.`);
    for (const [index, [title, step]] of STEPS.entries()) {
      say(`\n${index + 1}. ${title}`);
      await step({ client, folder, gateway });
    }
    await client.close();
  } finally {
    await gateway.stop();
  }
}

const startedAt = performance.now();
const folder = await mkdtemp(join(tmpdir(), 'secure-mcp-gateway-files-'));
try {
  await writeFile(join(folder, 'notes.txt'), `The deployment key is ${SECRET}. Rotate it in May.\n`);
  await runSteps(folder);
  say(`\nEvery step did what it says (${((performance.now() - startedAt) / 1_000).toFixed(1)} s).`);
} catch (failure) {
  say(`\nThe demonstration stopped: ${failure.message}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
