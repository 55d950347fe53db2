/** How the page's side of the stand-in and this process call each other; both are gone from the page before its own code runs. */
export const CALL = '__electronHostCall';
export const HEAR = '__electronHostHear';
/** Tells the page whether its window is shown: a browser without a screen shows all. */
export const VISIBILITY = 'electron-host:visibility';

interface PreloadFacts {
  readonly source: string;
  readonly argv: readonly string[];
}

/**
 * The preload with the `electron` that it may have: `contextBridge`, `ipcRenderer` and little more. It runs before every document of
 * the window, in its main frame alone, and in the page's own world, where Electron would give it one of its own.
 */
export function preloadWorld({ source, argv }: PreloadFacts): string {
  const { electron = '', chrome = '' } = process.versions;
  const facts = { argv: ['electron', ...argv], platform: process.platform, versions: { electron, chrome } };
  return `(() => {
    const call = window.${CALL};
    delete window.${CALL};
    if (window !== window.top || call === undefined) return;
    ${REMOTE}
    const process = { ...${JSON.stringify(facts)}, type: 'renderer', sandboxed: true, contextIsolated: true };
    const module = { exports: {} };
    (function (require, module, exports, process) {${source}
    })(requireSandboxed, module, module.exports, process);
  })();`;
}

/** `ipcRenderer`, `contextBridge` and the `require` of a sandboxed preload, which knows `electron` and nothing else. */
const REMOTE = `
  addEventListener('keydown', ({ key, ctrlKey, altKey, metaKey, shiftKey }) => void call({
    kind: 'key', input: { type: 'keyDown', key, control: ctrlKey, alt: altKey, meta: metaKey, shift: shiftKey },
  }), true);
  const heard = new Map();
  let visibility = 'hidden';
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => visibility === 'hidden' });
  Object.defineProperty(window, '${HEAR}', { enumerable: false, configurable: false, value: (channel, given) => {
    if (channel === '${VISIBILITY}') {
      if (visibility === given[0]) return;
      visibility = given[0];
      document.dispatchEvent(new Event('visibilitychange'));
      return;
    }
    for (const listener of [...(heard.get(channel) ?? [])]) listener({ sender: ipcRenderer, ports: [] }, ...given);
  } });
  const on = (channel, listener) => {
    heard.set(channel, (heard.get(channel) ?? new Set()).add(listener));
    return ipcRenderer;
  };
  const off = (channel, listener) => { heard.get(channel)?.delete(listener); return ipcRenderer; };
  const ipcRenderer = {
    async invoke(channel, ...given) {
      const answer = await call({ kind: 'invoke', channel, given: structuredClone(given) });
      if ('failure' in answer) throw new Error("Error invoking remote method '" + channel + "': " + answer.failure);
      return answer.value;
    },
    send: (channel, ...given) => void call({ kind: 'send', channel, given: structuredClone(given) }),
    on, addListener: on, off, removeListener: off,
    once: (channel, listener) => {
      const first = (...given) => { off(channel, first); listener(...given); };
      return on(channel, first);
    },
    removeAllListeners: (channel) => { heard.delete(channel); return ipcRenderer; },
  };
  const bridged = (value) => {
    if (typeof value === 'function') return (...given) => {
      const made = value(...given);
      return made && typeof made.then === 'function' ? made.then(bridged) : bridged(made);
    };
    if (Array.isArray(value)) return value.map(bridged);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bridged(one)])));
  };
  const contextBridge = { exposeInMainWorld(name, api) {
    if (name in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    Object.defineProperty(window, name, { value: bridged(api), enumerable: true, writable: false, configurable: false });
  } };
  const requireSandboxed = (name) => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer, webFrame: {}, webUtils: {} };
    throw new Error('module not found: ' + name);
  };
`;
