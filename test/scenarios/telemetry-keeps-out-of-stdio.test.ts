import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { builtFile } from '../support/built-file';
import { type Collector, startGrpcCollector, startHttpCollector } from '../support/otlp-collector';
import { eventually, fixture } from '../support/test-house';

let home: string;
let collector: Collector | undefined;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-stdio-'));
});
afterEach(async () => {
  await collector?.stop();
  await rm(home, { recursive: true, force: true });
});

/** The built program inside a stdio client, with these providers. */
async function start(telemetry: readonly object[]) {
  const key = createGatewayKey();
  const config = {
    version: 1,
    configs: { main: { name: 'Main', servers: { friendly: fixture('friendly.mjs') } } },
    projects: { demo: { name: 'Demo', configId: 'main', userIds: ['ada'] } },
    users: { ada: { name: 'Ada' } },
    keys: { [key.id]: { hash: key.hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z' } },
    policy: { approvals: { ask: 'nothing' } },
    telemetry,
  };
  await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  const program = await builtFile('headless.js');
  const child = spawn(process.execPath, [program, 'stdio', '--embedded', '--data-dir', home], {
    env: { PATH: process.env['PATH'], ENKRYPT_GATEWAY_KEY: key.text },
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const ended = once(child, 'close');
  const answers = () =>
    printed.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id?: number });
  return {
    printed,
    answers,
    ended,
    leave: () => child.stdin.end(),
    async ask(id: number, method: string, params: object): Promise<void> {
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
      await eventually(() => answers().some((answer) => answer.id === id));
    },
  };
}

const HELLO = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };

describe('a gateway inside a stdio client', () => {
  it('writes telemetry to stderr, since stdout is the protocol’s', async () => {
    const program = await start([{ use: 'stdout' }]);
    await program.ask(1, 'initialize', HELLO);
    await program.ask(2, 'tools/call', { name: 'friendly__echo', arguments: { text: 'hi' } });
    program.leave();
    expect((await program.ended)[0]).toBe(0);
    for (const answer of program.answers()) expect(answer).toMatchObject({ jsonrpc: '2.0' });
    const lines = program.printed.stderr.split('\n').filter((line) => line.startsWith('{'));
    const ended = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(ended).toContainEqual(
      expect.objectContaining({
        event: 'request.ended',
        tool_name: 'echo',
        server_name: 'friendly',
        transport: 'stdio',
      }),
    );
  });

  it.each([
    ['http', startHttpCollector],
    ['grpc', startGrpcCollector],
  ])('sends the last of it when its client leaves, over %s', async (protocol, open) => {
    collector = await open();
    const program = await start([{ use: 'opentelemetry', options: { protocol, url: collector.url } }]);
    await program.ask(1, 'initialize', HELLO);
    await program.ask(2, 'tools/call', { name: 'friendly__echo', arguments: {} });
    program.leave();
    expect((await program.ended)[0]).toBe(0);
    expect(collector.spans().some(({ name }) => name === 'tools/call echo')).toBe(true);
    expect(collector.metrics().get('enkrypt_tool_calls_total')?.sum?.dataPoints[0]?.asDouble).toBe(1);
    expect(collector.logs().some(({ eventName }) => eventName === 'request.ended')).toBe(true);
  });

  it('ends in time though its collector answers nothing', async () => {
    collector = await startHttpCollector();
    collector.fault = 'silence';
    const program = await start([{ use: 'opentelemetry', options: { url: collector.url, timeoutSeconds: 60 } }]);
    await program.ask(1, 'initialize', HELLO);
    await program.ask(2, 'tools/call', { name: 'friendly__echo', arguments: {} });
    const leftAt = performance.now();
    program.leave();
    expect((await program.ended)[0]).toBe(0);
    expect(performance.now() - leftAt).toBeLessThan(5_000);
  });
});
