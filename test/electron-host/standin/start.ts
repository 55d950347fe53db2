import Module, { register } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app } from './app';
import { listenToTests } from './control';

/*
 * Runs a program's main file as Electron would: `electron` is the stand-in, `process` looks like Electron's, and the application is
 * ready once the file has run to its end.
 */

const [node, , main = '', ...words] = process.argv as [string, string, ...string[]];
const standIn = pathToFileURL(join(import.meta.dirname, 'electron.js')).href;

const hook = `export async function resolve(name, context, next) {
  return name === 'electron' || name.startsWith('electron/')
    ? { url: ${JSON.stringify(standIn)}, shortCircuit: true }
    : next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

const resolver = Module as unknown as { _resolveFilename(name: string, ...more: unknown[]): string };
const resolveFilename = resolver._resolveFilename;
resolver._resolveFilename = (name, ...more) =>
  name === 'electron' ? fileURLToPath(standIn) : resolveFilename.call(Module, name, ...more);

process.env['ELECTRON_HOST_MAIN'] = resolve(main);
process.argv = app.isPackaged ? [node, ...words] : [node, resolve(main), ...words];
Object.assign(process.versions, { electron: '45.4.1', chrome: '146.0.0.0' });
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'resourcesPath', {
  value: process.env['ELECTRON_HOST_RESOURCES'] ?? process.cwd(),
  configurable: true,
});

listenToTests();
await import(pathToFileURL(resolve(main)).href);
await app.becomeReady();
