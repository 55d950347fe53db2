import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { app } from './app';
import { preventable } from './preventable';
import { session } from './session';
import { StandInWebContents } from './web-contents';

const windows = new Set<StandInWindow>();
let focused: StandInWindow | undefined;
let lastId = 0;

function setFocused(window: StandInWindow): void {
  focused = window;
}

/** A window whose page is real, and whose frame is a record of what it was told. */
export class StandInWindow extends EventEmitter {
  static getAllWindows(): readonly StandInWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): StandInWindow | null {
    return focused ?? null;
  }

  static fromWebContents(contents: unknown): StandInWindow | null {
    return [...windows].find(({ webContents }) => webContents === contents) ?? null;
  }

  readonly id = (lastId += 1);
  readonly webContents: StandInWebContents;
  /** What was set beside bounds and visibility, by name. */
  readonly told: { title: string; isProtected: boolean; level?: string; everywhere: boolean; skipsTaskbar: boolean };
  #bounds: Rectangle;
  #isVisible: boolean;
  #isMinimized = false;
  #isMaximized = false;
  #isOnTop = false;
  #isDestroyed = false;

  constructor(readonly options: BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 100, y = 100, width = 800, height = 600, webPreferences = {}, show = true } = options;
    if (webPreferences.contextIsolation === false || webPreferences.nodeIntegration === true) {
      throw new Error('The stand-in shows no page that may reach Node');
    }
    this.#bounds = { x, y, width, height };
    this.#isVisible = show;
    this.told = {
      title: options.title ?? '',
      isProtected: false,
      everywhere: false,
      skipsTaskbar: options.skipTaskbar === true,
    };
    const { preload, additionalArguments = [], partition = '' } = webPreferences;
    this.webContents = new StandInWebContents({
      ...(preload === undefined ? {} : { preload }),
      argv: additionalArguments,
      session: session.fromPartition(partition),
      size: { width, height },
    });
    this.webContents.once('ready-to-show', () => this.emit('ready-to-show'));
    windows.add(this);
    app.windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    this.#isMinimized = false;
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.webContents.setVisible(true);
    this.emit('show');
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.blur();
    this.webContents.setVisible(false);
    this.emit('hide');
  }

  focus(): void {
    if (focused === this) return;
    focused?.blur();
    setFocused(this);
    this.emit('focus');
  }

  blur(): void {
    if (focused !== this) return;
    focused = undefined;
    this.emit('blur');
  }

  isFocused(): boolean {
    return focused === this;
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  minimize(): void {
    this.#isMinimized = true;
    this.blur();
    this.emit('minimize');
  }

  restore(): void {
    this.#isMinimized = false;
    this.emit('restore');
  }

  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.#isMaximized = false;
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  getBounds(): Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Rectangle {
    return this.getBounds();
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#bounds;
    this.#bounds = { ...before, ...bounds };
    const { width, height } = this.#bounds;
    if (width !== before.width || height !== before.height) {
      this.webContents.resize({ width, height });
      this.emit('resize');
    }
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move');
  }

  setAlwaysOnTop(isOnTop: boolean, level?: string): void {
    this.#isOnTop = isOnTop;
    if (level !== undefined) this.told.level = level;
    this.emit('always-on-top-changed', {}, isOnTop);
  }

  isAlwaysOnTop(): boolean {
    return this.#isOnTop;
  }

  setVisibleOnAllWorkspaces(isEverywhere: boolean): void {
    this.told.everywhere = isEverywhere;
  }

  setContentProtection(isProtected: boolean): void {
    this.told.isProtected = isProtected;
  }

  setTitle(title: string): void {
    this.told.title = title;
  }

  setSkipTaskbar(skips: boolean): void {
    this.told.skipsTaskbar = skips;
  }

  setOverlayIcon(): void {}

  flashFrame(): void {}

  moveTop(): void {}

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** As the cross in the corner does. */
  close(): void {
    if (this.#isDestroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#isVisible = false;
    this.blur();
    windows.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    app.windowGone(this);
  }
}
