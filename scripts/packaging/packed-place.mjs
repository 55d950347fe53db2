import { join } from 'node:path';

/** Electron-builder counts architectures. */
const ARCHITECTURES = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];

/** Where things lie in a package that electron-builder is making. */
export function packedPlace({ appOutDir, packager, electronPlatformName: platform, arch }) {
  const { productFilename } = packager.appInfo;
  const bundle = join(appOutDir, `${productFilename}.app`);
  const program = {
    darwin: bundle,
    win32: join(appOutDir, `${productFilename}.exe`),
    linux: join(appOutDir, packager.executableName ?? productFilename),
  }[platform];
  return {
    projectDir: packager.info.projectDir,
    platform,
    arch: ARCHITECTURES[arch],
    program,
    resources: platform === 'darwin' ? join(bundle, 'Contents/Resources') : join(appOutDir, 'resources'),
  };
}
