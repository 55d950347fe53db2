import { serveExtension } from '../serve-extension';

// The program inside the extension for Claude Desktop, built into one file by scripts/build-extension.mjs.
const { env, stdin, stdout } = process;
process.exitCode = await serveExtension({ env, stdin, stdout });
process.stdout.write('', () => process.exit());
