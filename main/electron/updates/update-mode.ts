/** How this copy of the program was installed, as far as updates are concerned. */
export interface Installation {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The kind of package that the packer noted beside the program, such as `deb`. */
  readonly packageType?: string | undefined;
  /** Whether the package says where newer versions are to be had (`app-update.yml`). */
  readonly hasFeed: boolean;
}

/** Why the program does not update itself, with the command that does it instead; `undefined`: it does. */
export function whyNoUpdates(installation: Installation): NoUpdates | undefined {
  const { isPackaged, platform, env, packageType, hasFeed } = installation;
  if (!isPackaged) return { why: 'It runs from its sources' };
  if (env['PORTABLE_EXECUTABLE_FILE'] !== undefined) return { why: 'The portable program is replaced by hand' };
  if (platform === 'linux') {
    const manager = packageType === undefined ? undefined : MANAGERS[packageType];
    if (manager !== undefined) return manager;
    if ((env['APPIMAGE'] ?? '') === '') return { why: 'It was installed by other means than its AppImage' };
  }
  if (!hasFeed) return { why: 'This build does not say where newer versions are to be had' };
  return undefined;
}

interface NoUpdates {
  readonly why: string;
  readonly command?: string;
}

const MANAGERS: Readonly<Record<string, NoUpdates>> = {
  deb: { why: 'The package manager updates it', command: 'sudo apt install ./secure-mcp-gateway-<version>.deb' },
  rpm: { why: 'The package manager updates it', command: 'sudo dnf install ./secure-mcp-gateway-<version>.rpm' },
  pacman: { why: 'The package manager updates it', command: 'sudo pacman -U secure-mcp-gateway-<version>.pacman' },
};
