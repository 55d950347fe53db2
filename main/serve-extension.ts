import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { answerAlone } from './gateway/inbound/answer-alone';
import { dataRoot, joinRunning } from './join-running';

export interface ExtensionNeeds {
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: Readable;
  readonly stdout: Writable;
}

const NOBODY =
  'Secure MCP Gateway is not running, and nothing was found that would start it. Start it, then restart this extension';

/**
 * Serves the client of an extension that carries no gateway: joins the one that runs, else starts what the gateway
 * left for clients in its data directory, else says why there are no tools. Resolves with the exit code.
 */
export async function serveExtension({ env: given, stdin, stdout }: ExtensionNeeds): Promise<number> {
  const env = withoutBlanks(given);
  const root = await dataRoot({ env });
  try {
    const outcome = await joinRunning({ root, env, stdin, stdout });
    if (outcome !== 'nobody-there') return outcome === 'client-left' ? 0 : 1;
  } catch (failure) {
    await answerAlone(failure instanceof Error ? failure.message : String(failure), { stdin, stdout });
    return 1;
  }
  const started = await startLauncher(root, env);
  if (started !== undefined) return started;
  await answerAlone(`${NOBODY} (looked in ${root})`, { stdin, stdout });
  return 1;
}

/** A setting that the person left empty may come as the text of its placeholder. */
function withoutBlanks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.startsWith('${user_config.') !== true));
}

/** What the gateway put there for stdio clients takes over our input and output; `undefined`: it is not there. */
function startLauncher(root: string, env: NodeJS.ProcessEnv): Promise<number> | undefined {
  const script = join(root, 'bin', 'secure-mcp-gateway-stdio');
  const found = launchersAt(script, root).find(([file]) => existsSync(file));
  if (found === undefined) return undefined;
  const [, command, args] = found;
  return new Promise((resolve) => {
    const child = spawn(command, [...args, '--client', 'claude-desktop'], { env, stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** What may lie there, what of it is started, and with which words. */
function launchersAt(script: string, root: string): readonly (readonly [string, string, readonly string[]])[] {
  if (process.platform !== 'win32') return [[script, script, []]];
  return [
    [`${script}.exe`, `${script}.exe`, ['--data-dir', root]],
    [`${script}.mjs`, process.execPath, [`${script}.mjs`]],
  ];
}
