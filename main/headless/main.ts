import { PRODUCT } from '../../shared/product';
import {
  convertPolicies,
  openActivity,
  openAdministration,
  openApprovals,
  openHouse,
  openImports,
  openInspector,
  openOAuth,
  openOperations,
  openReplay,
  openRunning,
  openSecretAdoption,
  openSecrets,
  readRunningStatus,
  serveStdio,
  stopRunning,
  testServer,
} from '../compose';
import { ownCommand } from './own-command';
import { runProgram } from './program';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// Whoever started us may close our output while we run; that is no reason to fall.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const exitCode = await runProgram(process.argv.slice(2), {
  version: PRODUCT.version,
  doors: {
    convertPolicies,
    openActivity,
    openAdministration,
    openApprovals,
    openHouse,
    openImports,
    openInspector,
    openOAuth,
    openOperations,
    openReplay,
    openRunning,
    openSecretAdoption,
    openSecrets,
    readRunningStatus,
    serveStdio,
    stopRunning,
    testServer,
  },
  io: {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    ownCommand: ownCommand({ execPath: process.execPath, script: process.argv[1] ?? '', path: process.env['PATH'] }),
    now: Date.now,
    exit: (code) => process.exit(code),
    onSignal(listener) {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
  },
});

// What was printed is out before the process ends, even if a handle is still open.
process.stdout.write('', () => process.exit(exitCode));
