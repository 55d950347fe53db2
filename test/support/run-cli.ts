import { PassThrough } from 'node:stream';
import {
  openActivity,
  openReplay,
  openRunning,
  convertPolicies,
  openAdministration,
  openImports,
  openInspector,
  openOAuth,
  openOperations,
  openSecretAdoption,
  openSecrets,
} from '../../main/compose';
import type { Doors } from '../../main/headless/doors';
import type { Io } from '../../main/headless/io';
import { runProgram } from '../../main/headless/program';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const closed = (name: string) => () => Promise.reject(new Error(`${name} is not expected here`));

/** Runs a command line in this process, on real files; `more` stands in for what a test is about. */
export async function runCli(
  home: string,
  argv: readonly string[],
  more: { readonly doors?: Partial<Doors>; readonly io?: Partial<Io> } = {},
): Promise<Ran> {
  const out: string[] = [];
  const gather = (name: string) => {
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => out.push(`${name}${chunk.toString()}`));
    return stream;
  };
  const [stdout, stderr] = [gather('o'), gather('e')];
  const io: Io = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: { SECURE_MCP_GATEWAY_HOME: home },
    cwd: '/work-here',
    ownCommand: ['secure-mcp-gateway'],
    now: Date.now,
    onSignal: () => () => undefined,
    exit: () => undefined,
    ...more.io,
  };
  const doors: Doors = {
    openAdministration,
    openActivity,
    openReplay,
    openRunning,
    openApprovals: closed('openApprovals'),
    openHouse: closed('openHouse'),
    openImports,
    openInspector,
    openOAuth,
    openOperations,
    openSecretAdoption,
    openSecrets,
    convertPolicies,
    testServer: closed('testServer'),
    readRunningStatus: closed('readRunningStatus'),
    serveStdio: closed('serveStdio'),
    stopRunning: closed('stopRunning'),
    ...more.doors,
  };
  const code = await runProgram(argv, { io, doors, version: '9.9.9' });
  await new Promise((done) => setImmediate(done));
  const text = (name: string) =>
    out
      .filter((part) => part.startsWith(name))
      .map((part) => part.slice(1))
      .join('');
  return { code, stdout: text('o'), stderr: text('e') };
}
