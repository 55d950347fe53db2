import { fuseProblems, refuse } from './check-packed.mjs';
import { packedPlace } from './packed-place.mjs';
import { runProgram } from './run-program.mjs';

/** Signing is the last that touches the program: what was set before it still is, and macOS accepts what came of it. */
export async function afterSign(context) {
  const { packager } = context;
  const { program, platform, resources } = packedPlace(context);
  refuse(await fuseProblems(program, packager.config.electronFuses));
  if (platform !== 'darwin') return;
  await runProgram('codesign', ['--verify', '--deep', '--strict', program]);
  await runProgram('codesign', ['--verify', '--strict', `${resources}/bin/secure-mcp-gateway-stdio`]);
  // Without a notary's word, macOS accepts a program on the machine that made it alone.
  if (packager.platformSpecificBuildOptions.notarize === true)
    await runProgram('spctl', ['--assess', '--type', 'execute', program]);
}
