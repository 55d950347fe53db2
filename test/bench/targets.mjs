import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findFreePort,
  startTemporaryGateway,
  stopProcess,
  waitUntilAnswers,
} from '../../scripts/temporary-gateway.mjs';

const MODULES = resolve(dirname(fileURLToPath(import.meta.url)), '../../node_modules');
const EVERYTHING = join(MODULES, '@modelcontextprotocol/server-everything/dist/index.js');
const MCP_PROXY = join(MODULES, 'mcp-proxy/dist/bin/mcp-proxy.mjs');

async function startOther(command, port, path, env = {}) {
  const child = spawn(process.execPath, command, { stdio: 'ignore', env: { ...process.env, ...env } });
  const url = `http://127.0.0.1:${port}${path}`;
  try {
    await waitUntilAnswers(url, child);
  } catch (failure) {
    await stopProcess(child);
    throw failure;
  }
  return { faces: [{ url, tool: 'echo' }], pid: child.pid, stop: () => stopProcess(child) };
}

async function startDirect() {
  const port = await findFreePort();
  return startOther([EVERYTHING, 'streamableHttp'], port, '/mcp', { PORT: String(port) });
}

async function startMcpProxy() {
  const port = await findFreePort();
  const options = ['--host', '127.0.0.1', '--port', String(port), '--server', 'stream'];
  return startOther([MCP_PROXY, ...options, '--', process.execPath, EVERYTHING, 'stdio'], port, '/mcp');
}

async function startGateway() {
  const servers = { everything: { command: process.execPath, args: [EVERYTHING, 'stdio'] } };
  const gateway = await startTemporaryGateway({ servers });
  const face = (name, path, tool) => ({ name, url: gateway.mcp + path, tool, key: gateway.key });
  return {
    faces: [
      face('gateway, one server', '/servers/everything/mcp', 'echo'),
      face('gateway, aggregate', '/mcp', 'everything__echo'),
    ],
    pid: gateway.pid,
    stop: gateway.stop,
  };
}

/** What is measured, in the order of the table. The first is what the ratios refer to. */
export const STARTERS = [
  { name: 'direct', start: startDirect },
  { name: 'gateway', start: startGateway },
  { name: 'mcp-proxy', start: startMcpProxy },
];
