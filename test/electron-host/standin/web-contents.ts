import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import type { Input, WindowOpenHandlerResponse } from 'electron';
import { fromBrowser, originOf, toBrowser } from './addresses';
import { browser } from './chromium';
import { type IpcAnswer, ipcMain } from './ipc-main';
import { nativeTheme } from './native-theme';
import { preventable } from './preventable';
import { CALL, HEAR, preloadWorld, VISIBILITY } from './preload-world';
import type { StandInSession } from './session';

/** What a window says of its page. */
export interface PageOptions {
  readonly preload?: string;
  readonly argv: readonly string[];
  readonly session: StandInSession;
  readonly size: { readonly width: number; readonly height: number };
}

interface StandInFrame {
  readonly url: string;
  readonly origin: string;
}

/** What the page’s side says: a message to the program, or a key that was pressed in it. */
type Call =
  | { readonly kind: 'invoke' | 'send'; readonly channel: string; readonly given: readonly unknown[] }
  | { readonly kind: 'key'; readonly input: Partial<Input> };

/** Each level of zoom is a fifth more than the one before, as in Electron. */
const ZOOM_STEP = 1.2;

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse;

let lastId = 0;

/** The page of one window, in a context of its own. */
export class StandInWebContents extends EventEmitter {
  readonly id = (lastId += 1);
  readonly session: StandInSession;
  readonly mainFrame: StandInFrame;
  readonly #options: PageOptions;
  readonly #frames = new WeakMap<Frame, StandInFrame>();
  readonly #ready: Promise<void>;
  #context: BrowserContext | undefined;
  #page: Page | undefined;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #isOwnNavigation = false;
  #isNewDocument = false;
  #isDestroyed = false;
  #isCrashed = false;
  #isVisible = false;
  #size: PageOptions['size'];
  #zoomLevel = 0;
  #address = '';

  constructor(options: PageOptions) {
    super();
    this.#options = options;
    this.#size = options.size;
    this.session = options.session;
    // Electron gives the same object whenever it is asked for the main frame.
    this.mainFrame = frameOf(() => this.#page?.mainFrame().url() ?? '');
    this.#ready = this.#open();
  }

  async #open(): Promise<void> {
    const context = await (await browser()).newContext({ viewport: this.#size, colorScheme: nativeTheme.scheme() });
    this.#context = context;
    await context.exposeBinding(CALL, ({ frame }, call: Call) => this.#hear(call, frame));
    const { preload, argv } = this.#options;
    if (preload !== undefined) {
      await context.addInitScript(preloadWorld({ source: readFileSync(preload, 'utf8'), argv }));
    }
    await context.route('**/*', (route) => this.#answer(route));
    context.on('page', (page) => void this.#dropOpened(page).catch(() => undefined));
    nativeTheme.on('updated', this.#followTheme);
    await this.#openPage(context);
  }

  async #openPage(context: BrowserContext): Promise<void> {
    const page = await context.newPage();
    this.#page = page;
    this.#isCrashed = false;
    page.on('framenavigated', (frame) => this.#noteNavigation(frame));
    page.on('domcontentloaded', () => {
      this.emit('dom-ready');
      this.setVisible(this.#isVisible);
    });
    page.on('load', () => this.emit('did-finish-load'));
    page.on('console', (message) => this.emit('console-message', { level: message.type(), message: message.text() }));
    page.on('crash', () => {
      this.#isCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
  }

  #noteNavigation(frame: Frame): void {
    if (frame !== this.#page?.mainFrame()) return;
    const address = fromBrowser(frame.url());
    if (address === 'about:blank') return;
    this.#address = address;
    const isNew = this.#isNewDocument;
    this.#isNewDocument = false;
    this.emit(isNew ? 'did-navigate' : 'did-navigate-in-page', {}, address);
  }

  readonly #followTheme = (): void => {
    void this.#page?.emulateMedia({ colorScheme: nativeTheme.scheme() }).catch(() => undefined);
  };

  async #hear(call: Call, frame: Frame): Promise<IpcAnswer> {
    if (call.kind === 'key') {
      this.emit('before-input-event', preventable({}), call.input);
      return { value: undefined };
    }
    const { kind, channel, given } = call;
    const senderFrame = frame === this.#page?.mainFrame() ? this.mainFrame : this.#frameOf(frame);
    const event = { sender: this, senderFrame, processId: this.id, frameId: 1 };
    if (kind === 'invoke') return ipcMain.ask(channel, event, given);
    ipcMain.emit(channel, event, ...given);
    return { value: undefined };
  }

  #frameOf(frame: Frame): StandInFrame {
    const known = this.#frames.get(frame) ?? frameOf(() => frame.url());
    this.#frames.set(frame, known);
    return known;
  }

  /** Every request of the page: asked about, then answered by the program, never by the network. */
  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = fromBrowser(request.url());
    const frame = frameOfRequest(request);
    if (frame === undefined || frame.page() !== this.#page) {
      if (this.#openHandler({ url }).action === 'deny') return route.abort('aborted');
      throw new Error('The stand-in opens no windows that pages ask for');
    }
    const isMain = frame === this.#page.mainFrame();
    if (request.isNavigationRequest()) {
      if (!this.#lets({ url, isMain, isRedirect: request.redirectedFrom() !== null })) return route.abort('aborted');
      if (isMain) this.#isNewDocument = true;
    }
    const details = { url, method: request.method(), resourceType: request.resourceType() };
    if (!(await this.session.lets(details))) return route.abort('blockedbyclient');
    const handler = this.session.protocol.handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) return route.abort('connectionrefused');
    try {
      const answer = await handler(new Request(url, { method: request.method() }));
      const body = Buffer.from(await answer.arrayBuffer());
      await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
    } catch (failure) {
      if (!this.#isDestroyed) await route.fulfill({ status: 500, body: String(failure) }).catch(() => undefined);
    }
  }

  #lets({ url, isMain, isRedirect }: { readonly url: string; readonly isMain: boolean; readonly isRedirect: boolean }) {
    if (isMain && this.#isOwnNavigation && !isRedirect) return true;
    const event = preventable({ url, isMainFrame: isMain, isSameDocument: false });
    if (isRedirect) this.emit('will-redirect', event, url);
    else this.emit('will-frame-navigate', event);
    if (isMain && !isRedirect && !event.defaultPrevented) this.emit('will-navigate', event, url);
    return !event.defaultPrevented;
  }

  /** A page that a page opened, by script or by a link, goes again: windows are opened by the program. */
  async #dropOpened(page: Page): Promise<void> {
    if ((await page.opener()) === null) return;
    await page.waitForEvent('requestfailed', { timeout: 1_000 }).catch(() => undefined);
    await page.close().catch(() => undefined);
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  async loadURL(address: string): Promise<void> {
    await this.#ready;
    if (this.#page === undefined || this.#isDestroyed) return;
    this.#isOwnNavigation = true;
    try {
      await this.#page.goto(toBrowser(address), { waitUntil: 'load' });
    } finally {
      this.#isOwnNavigation = false;
    }
    this.emit('ready-to-show');
  }

  /** As Electron does after a crash, with a new process. */
  reload(): void {
    void (async () => {
      const address = this.#address;
      const fallen = this.#page;
      if (!this.#isCrashed || this.#context === undefined) return this.loadURL(address);
      await this.#openPage(this.#context);
      void fallen?.close().catch(() => undefined);
      return this.loadURL(address);
    })();
  }

  /** For tests: the process of the page ends as if it had crashed. */
  async crash(): Promise<void> {
    const page = this.#page;
    if (page === undefined || this.#context === undefined) return;
    const devtools = await this.#context.newCDPSession(page);
    // The answer never comes: who would give it is gone.
    void devtools.send('Page.crash').catch(() => undefined);
  }

  send(channel: string, ...given: unknown[]): void {
    const page = this.#page;
    if (this.#isDestroyed || page === undefined || this.#isCrashed) return;
    const letter = structuredClone([channel, given]);
    const script = `([channel, given]) => window.${HEAR}?.(channel, given)`;
    void page.evaluate(`(${script})(${JSON.stringify(letter)})`).catch(() => undefined);
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.send(VISIBILITY, isVisible ? 'visible' : 'hidden');
  }

  resize(size: PageOptions['size']): void {
    this.#size = size;
    this.#layOut();
  }

  getZoomLevel(): number {
    return this.#zoomLevel;
  }

  getZoomFactor(): number {
    return ZOOM_STEP ** this.#zoomLevel;
  }

  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
    this.#layOut();
  }

  /** What is zoomed has fewer pixels of its own in the same window. */
  #layOut(): void {
    const own = (length: number): number => Math.round(length / this.getZoomFactor());
    const size = { width: own(this.#size.width), height: own(this.#size.height) };
    void this.#page?.setViewportSize(size).catch(() => undefined);
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.#page?.evaluate(code) ?? Promise.resolve(undefined);
  }

  getURL(): string {
    return this.#address;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  setBackgroundThrottling(): void {}

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    nativeTheme.off('updated', this.#followTheme);
    this.emit('destroyed');
    void this.#ready.then(() => this.#context?.close()).catch(() => undefined);
  }
}

function frameOf(address: () => string): StandInFrame {
  return {
    get url() {
      return fromBrowser(address());
    },
    get origin() {
      return originOf(fromBrowser(address()));
    },
  };
}

/** The frame that a request is for; the first request of a page that another opened has none yet. */
function frameOfRequest(request: PageRequest): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}
