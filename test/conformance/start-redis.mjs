import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, stopProcess } from '../../scripts/temporary-gateway.mjs';

const START_WITHIN_MS = 5_000;

/** A real Redis on a free port, in memory alone. */
export async function startRedis() {
  const redisPort = await findFreePort();
  const options = ['--bind', '127.0.0.1', '--port', String(redisPort), '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  const failed = new Promise((_, fail) => child.once('error', fail));
  const until = Date.now() + START_WITHIN_MS;
  while (!(await Promise.race([isOpen(redisPort), failed]))) {
    if (Date.now() > until) throw new Error('redis-server did not start');
    await sleep(20);
  }
  return { redisPort, stop: () => stopProcess(child) };
}

function isOpen(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
