import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { browser } from './chromium';
import { preventable } from './preventable';
import { records } from './records';
import { takeInstanceLock } from './single-instance';

type Simple = Pick<
  App,
  | 'quit'
  | 'exit'
  | 'isReady'
  | 'whenReady'
  | 'getVersion'
  | 'getName'
  | 'getAppPath'
  | 'getLocale'
  | 'setPath'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'isDefaultProtocolClient'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'relaunch'
  | 'isPackaged'
>;

/** A window, as far as the program's end is concerned. */
interface Closable {
  close(): void;
  isDestroyed(): boolean;
}

class StandInApp extends EventEmitter implements Simple {
  readonly isPackaged = process.env['ELECTRON_HOST_PACKAGED'] === '1';
  readonly name = 'secure-mcp-gateway';
  readonly dock = undefined;
  readonly windows = new Set<Closable>();
  readonly #paths = new Map<string, string>();
  readonly #switches = new Map<string, string>();
  readonly #ready = withResolvers();
  #isReady = false;
  #hasLock = false;
  #isQuitting = false;

  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => void this.#switches.set(name, value),
    hasSwitch: (name: string): boolean => this.#switches.has(name) || this.#given(name) !== undefined,
    getSwitchValue: (name: string): string => this.#switches.get(name) ?? this.#given(name)?.split('=')[1] ?? '',
    appendArgument: (): void => undefined,
    removeSwitch: (name: string): void => void this.#switches.delete(name),
  };

  #given(name: string): string | undefined {
    return process.argv.find((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  }

  /** The program's file has run to its end: Electron is not ready sooner either. */
  async becomeReady(): Promise<void> {
    await browser();
    this.#isReady = true;
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    const { version } = JSON.parse(readFileSync(join(this.getAppPath(), 'package.json'), 'utf8')) as {
      version: string;
    };
    return version;
  }

  getAppPath(): string {
    let folder = dirname(process.env['ELECTRON_HOST_MAIN'] ?? process.cwd());
    while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
    return folder;
  }

  getLocale(): string {
    return 'en-US';
  }

  getPath(name: string): string {
    const kept = this.#paths.get(name);
    if (kept !== undefined) return kept;
    switch (name) {
      case 'home':
        return homedir();
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      case 'appData':
        return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
      default:
        return name === 'userData' || name === 'sessionData'
          ? join(this.getPath('appData'), this.name)
          : join(this.getPath('userData'), name);
    }
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  requestSingleInstanceLock(data?: Record<never, unknown>): boolean {
    const userData = this.getPath('userData');
    mkdirSync(userData, { recursive: true, mode: 0o700 });
    this.#hasLock = takeInstanceLock(userData, data, (argv, directory, theirs) =>
      this.emit('second-instance', {}, argv, directory, theirs),
    );
    return this.#hasLock;
  }

  hasSingleInstanceLock(): boolean {
    return this.#hasLock;
  }

  /** Asks every window to close, and ends when all did. */
  quit(): void {
    const before = preventable({});
    this.#isQuitting = true;
    this.emit('before-quit', before);
    for (const window of before.defaultPrevented ? [] : this.windows) window.close();
    if (before.defaultPrevented || this.windows.size > 0) {
      this.#isQuitting = false;
      return;
    }
    this.#end();
  }

  #end(): void {
    const will = preventable({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) return;
    this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  /** Electron quits by itself when the last window goes and nobody listens for that. */
  windowGone(window: Closable): void {
    this.windows.delete(window);
    if (this.windows.size > 0) return;
    if (this.#isQuitting) return this.#end();
    if (!this.emit('window-all-closed')) this.quit();
  }

  relaunch(): void {
    throw new Error('The stand-in cannot start itself again');
  }

  setAppUserModelId(): void {}

  setBadgeCount(count = 0): boolean {
    records.badge = count;
    return true;
  }

  getBadgeCount(): number {
    return records.badge;
  }

  setLoginItemSettings(settings: object): void {
    records.loginItem = settings;
  }

  getLoginItemSettings(): object {
    return { openAtLogin: false, wasOpenedAtLogin: false, status: 'not-registered', ...records.loginItem };
  }

  setAsDefaultProtocolClient(): boolean {
    return true;
  }

  removeAsDefaultProtocolClient(): boolean {
    return true;
  }

  isDefaultProtocolClient(): boolean {
    return false;
  }

  focus(): void {}
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

export const app = new StandInApp();
