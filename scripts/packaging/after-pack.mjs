import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fuseProblems, packedProblems, refuse } from './check-packed.mjs';
import { packedPlace } from './packed-place.mjs';

/** Looks at what was packed before anything is made of it. The fuses are set here, so that they are read before too. */
export async function afterPack(context) {
  const { packager } = context;
  const place = packedPlace(context);
  // Electron’s own first program, which an Electron that lies unpacked still has.
  await rm(join(place.resources, 'default_app.asar'), { force: true });
  const { electronFuses } = packager.config;
  await packager.addElectronFuses(context, await packager.generateFuseConfig(electronFuses));
  refuse([...(await packedProblems(place)), ...(await fuseProblems(place.program, electronFuses))]);
}
