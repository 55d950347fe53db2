import { spawn } from 'node:child_process';
import type { KeychainCommand } from '../../../gateway/ports/secret-store';
import type { OpenEntry } from './keychain';
import { KeychainAnswer, type KeychainRequest } from './keychain-request';
import { secretsUnavailable } from './secrets-unavailable';

/**
 * Entries of the real keychain, through a program of our own: the native module waits for the session bus without giving
 * way, so that one that does not answer would hold up every request, and the end of the process, for ever.
 */
export function throughProgram(program: KeychainCommand | undefined): OpenEntry {
  return (service, account) =>
    Promise.resolve({
      async getPassword(signal) {
        const value = await ask(program, { service, account, action: 'get' }, signal);
        return typeof value === 'string' ? value : null;
      },
      async setPassword(text, signal) {
        await ask(program, { service, account, action: 'set', text }, signal);
      },
      async deletePassword(signal) {
        return (await ask(program, { service, account, action: 'delete' }, signal)) === true;
      },
    });
}

async function ask(
  program: KeychainCommand | undefined,
  request: KeychainRequest,
  signal: AbortSignal,
): Promise<unknown> {
  if (program === undefined) throw notLoaded();
  const answer = KeychainAnswer.safeParse(await run(program, request, signal));
  if (!answer.success) throw secretsUnavailable('failed', 'The program that speaks to the keychain broke off');
  if ('value' in answer.data) return answer.data.value;
  const { failure, isLoaded } = answer.data;
  throw isLoaded ? new Error(failure) : notLoaded(new Error(failure));
}

/** Over a channel that nobody else can read, neither on the command line nor in the environment. */
function run({ command, args }: KeychainCommand, request: KeychainRequest, signal: AbortSignal): Promise<unknown> {
  const child = spawn(command, [...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
    // Our own program may be a desktop shell around Node; this makes it plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const kill = () => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  process.once('exit', kill);
  let answer: unknown;
  child.once('message', (said) => (answer = said));
  return new Promise<unknown>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(answer));
    child.send(request, (failure) => {
      if (failure !== null) reject(failure);
    });
  }).finally(() => {
    signal.removeEventListener('abort', kill);
    process.off('exit', kill);
  });
}

const notLoaded = (cause?: Error) =>
  secretsUnavailable('no-module', 'The module that speaks to the keychain cannot be loaded', cause);
