import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { clearEarlier, isPlaced, placeProgram } from './place-program';
import type { Os } from './places';

/** How this program is started again. */
export interface LauncherFacts {
  readonly os: Os;
  readonly dataDirectory: string;
  readonly version: string;
  /** Absolute path of Node; absent where this process is no plain Node, as in the desktop. */
  readonly node: string | undefined;
  /** Absolute path of the built program. */
  readonly program: string;
  /** Of a packed desktop, which clients are served through; its program is for no Node. */
  readonly packed?: PackedDesktop | undefined;
}

export interface PackedDesktop {
  /** Absolute path of the single executable that it ships. */
  readonly shim: string;
  /** Absolute path of the desktop itself. */
  readonly desktop: string;
}

/** A program that clients start: it stays where it is while Node and the gateway are upgraded. */
export interface StdioLauncher {
  readonly command: string;
  readonly args: readonly string[];
  /** The script or program itself. */
  readonly path: string;
  /** Writes it unless it is there as it should be; resolves with whether it was written. */
  install(): Promise<boolean>;
  /** Whether it is there as it should be. */
  isCurrent(): Promise<boolean>;
}

const NAME = 'secure-mcp-gateway-stdio';

/**
 * A shell script; on Windows, where clients start no scripts reliably, a module that Node is given. It holds the paths
 * of today and looks further when they lead nowhere. A packed desktop has a program of its own for clients, so that no
 * Node is needed: the script starts a copy of it, which on Windows is started without a script.
 */
export function createStdioLauncher(facts: LauncherFacts): StdioLauncher {
  const isWindows = facts.os === 'windows';
  const { packed } = facts;
  if (isWindows && packed !== undefined) return programLauncher(facts, packed);
  const path = join(facts.dataDirectory, 'bin', isWindows ? `${NAME}.mjs` : NAME);
  const copy = `${path}-${facts.version}`;
  const text = isWindows ? moduleText(facts) : shellText(facts, copy);
  const isCurrent = async () =>
    (await readFile(path, 'utf8').catch(() => undefined)) === text &&
    (packed === undefined || (await isPlaced(packed.shim, copy)));
  return {
    command: isWindows ? (facts.node ?? 'node') : path,
    args: isWindows ? [path] : [],
    path,
    isCurrent,
    async install() {
      if (await isCurrent()) return false;
      await writing(path, async () => {
        if (packed !== undefined) await placeProgram(packed.shim, copy);
        // Renamed into place: a client may be starting the old one.
        await writeFileAtomic(path, text, { mode: 0o700 });
        await chmod(path, 0o700);
      });
      // The earlier one was started until now, and whoever runs it keeps it.
      if (packed !== undefined)
        await clearEarlier(copy, (name) => name.startsWith(`${NAME}-`) && !name.endsWith('.new'));
      return true;
    },
  };
}

/** The copy keeps its name through all versions, so that no client’s entry grows old with an update. */
function programLauncher({ dataDirectory }: LauncherFacts, { shim, desktop }: PackedDesktop): StdioLauncher {
  const path = join(dataDirectory, 'bin', `${NAME}.exe`);
  const isCurrent = () => isPlaced(shim, path);
  return {
    command: path,
    args: ['--data-dir', dataDirectory, '--desktop', desktop],
    path,
    isCurrent,
    async install() {
      if (await isCurrent()) return false;
      await writing(path, () => placeProgram(shim, path));
      await clearEarlier(path, (name) => name.startsWith(`${NAME}.exe.`) && name.endsWith('.old'));
      return true;
    },
  };
}

async function writing(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await work();
  } catch (cause) {
    const message = `${path} cannot be written: ${describeCause(cause)}`;
    throw new GatewayError('operation_failed', message, { path }, { cause });
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What is wrong is said to the client, too: a program that just ends is shown without a reason. */
const REFUSAL =
  'The program of Secure MCP Gateway was not found. Start the gateway once, or connect this client again: secure-mcp-gateway client repair';

/** The lines that start the single executable, where there is one. */
const packedText = (copy: string, { desktop }: PackedDesktop): string => `
# A program of its own, which needs no Node and starts the desktop where no gateway runs.
own=${quoted(copy)}
desktop=${quoted(desktop)}
[ -x "$own" ] && exec "$own" --data-dir "$data" --desktop "$desktop" "$@"
`;

function shellText({ version, node = '', program, dataDirectory, packed }: LauncherFacts, copy: string): string {
  return `#!/bin/sh
# Secure MCP Gateway ${version}: starts the stdio command for MCP clients.
# Written by the gateway, and written anew when it is upgraded: changes are lost.
node=${quoted(node)}
program=${quoted(program)}
data=${quoted(dataDirectory)}
${packed === undefined ? '' : packedText(copy, packed)}
refuse() {
  echo "$1" >&2
  read -r line || exit 127
  id=$(printf '%s' "$line" | sed -n 's/.*"id"[[:space:]]*:[[:space:]]*\\("[^"\\\\]*"\\|-\\{0,1\\}[0-9][0-9]*\\).*/\\1/p')
  [ -n "$id" ] && printf '{"jsonrpc":"2.0","id":%s,"error":{"code":-32603,"message":"%s"}}\\n' "$id" "$1"
  exit 127
}

if [ -f "$program" ]; then
  # Programs with a window are started with hardly a PATH; the newest of several versions is taken.
  newest=$(ls -1dt "$HOME"/.nvm/versions/node/*/bin/node 2>/dev/null | head -n 1)
  for found in "$node" "$(command -v node)" /opt/homebrew/bin/node /usr/local/bin/node /usr/bin/node \\
    "$HOME/.volta/bin/node" "$HOME/.local/share/mise/shims/node" "$HOME/.asdf/shims/node" "$newest"; do
    [ -n "$found" ] && [ -x "$found" ] && exec "$found" "$program" stdio --data-dir "$data" "$@"
  done
  refuse 'Secure MCP Gateway needs Node.js, which was not found. Install it, then start the gateway once.'
fi
PATH="$PATH:/opt/homebrew/bin:/usr/local/bin:\${node%/*}"
command -v secure-mcp-gateway >/dev/null && exec secure-mcp-gateway stdio --data-dir "$data" "$@"
refuse '${REFUSAL}'
`;
}

function moduleText({ version, program, dataDirectory }: LauncherFacts): string {
  return `// Secure MCP Gateway ${version}: starts the stdio command for MCP clients.
// Written by the gateway, and written anew when it is upgraded: changes are lost.
import { existsSync } from 'node:fs';
import { argv, stderr, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const program = ${JSON.stringify(program)};
const data = ${JSON.stringify(dataDirectory)};
const refusal = ${JSON.stringify(REFUSAL)};

if (existsSync(program)) {
  argv.splice(1, 1, program, 'stdio', '--data-dir', data);
  await import(pathToFileURL(program).href);
} else {
  stderr.write(refusal + '\\n');
  for await (const line of createInterface({ input: stdin })) {
    const { id, method } = JSON.parse(line);
    if (id === undefined || method === undefined) continue;
    stdout.write(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32603, message: refusal } }) + '\\n');
  }
  process.exitCode = 127;
}
`;
}
