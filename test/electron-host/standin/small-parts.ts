import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { type ClientRequest, request, type RequestOptions } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { records } from './records';

/*
 * The smaller modules of Electron, each as far as our program uses it.
 */

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Electron’s own updater, which others tell that the program ends for an update. */
export const autoUpdater = new EventEmitter();

let hasNetwork = true;

export const net = {
  /** Also reads files, which Node's own `fetch` does not. */
  async fetch(address: string): Promise<Response> {
    if (!address.startsWith('file:')) return fetch(address);
    const path = fileURLToPath(address);
    const body = await readFile(path);
    return new Response(new Uint8Array(body), { headers: { 'content-type': TYPES[extname(path)] ?? 'text/plain' } });
  },
  /** As far as an updater uses it: Node’s own, which has the same events. */
  request: (options: RequestOptions): ClientRequest => request(options),
  isOnline: () => hasNetwork,
  /** As in Electron, the same beside it. */
  get online(): boolean {
    return hasNetwork;
  },
};

/** For tests: pulls the cable of this machine, or puts it in. Electron’s main process has no event for it either. */
export function setOnline(isOnline: boolean): void {
  hasNetwork = isOnline;
}

export const shell = {
  async openExternal(address: string): Promise<void> {
    records.opened.push(address);
    // A program that ends right after it takes its records along.
    process.stderr.write(`[opened] ${address}\n`);
  },
  openPath: async (path: string): Promise<string> => {
    records.opened.push(path);
    return '';
  },
  showItemInFolder: (path: string): void => void records.opened.push(path),
  beep: (): void => undefined,
};

let clipboardText = '';

export const clipboard = {
  writeText: async (text: string): Promise<void> => void (clipboardText = text),
  readText: async (): Promise<string> => clipboardText,
};

const KEY = randomBytes(32);

export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString(text: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  decryptString(sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', KEY, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
  },
};

/** `resume`, `suspend`, `shutdown`: tests emit them. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleState: () => 'active',
  isOnBatteryPower: () => false,
});

function image(path: string, bytes: Buffer) {
  return {
    path,
    isTemplate: /Template(@\dx)?\.png$/.test(path),
    isEmpty: () => bytes.length === 0,
    toPNG: () => bytes,
    getSize: () => ({ width: 16, height: 16 }),
    resize(): unknown {
      return this;
    },
    setTemplateImage(isTemplate: boolean): void {
      this.isTemplate = isTemplate;
    },
    addRepresentation: (): void => undefined,
  };
}

export const nativeImage = {
  createEmpty: () => image('', Buffer.alloc(0)),
  createFromPath: (path: string) => image(path, existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  createFromBuffer: (bytes: Buffer) => image('', bytes),
  createFromDataURL: (address: string) => image('', Buffer.from(address.split(',')[1] ?? '', 'base64')),
};

export const globalShortcut = { register: () => true, unregister: () => undefined, unregisterAll: () => undefined };
export const crashReporter = { start: () => undefined };
