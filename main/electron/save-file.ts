import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import { describeCause } from '../../shared/errors/errno';
import { GatewayError } from '../../shared/errors/gateway-error';

/** Asks where a file is to be kept and writes it there; resolves with whether the person wanted that. */
export type SaveFile = (name: string, pieces: Iterable<string> | AsyncIterable<string>) => Promise<boolean>;

/**
 * Files leave a window by this way alone: the system asks the person where, and says what would be replaced. What comes to
 * nothing half-way leaves no half of a file, and the one that was there stays.
 */
export function createFileSaver(front: () => BrowserWindow | undefined): SaveFile {
  let isAsking = false;
  return async (name, pieces) => {
    if (isAsking) throw new GatewayError('resource_exhausted', 'A file is being saved already');
    isAsking = true;
    try {
      const { canceled, filePath } = await ask(name, front());
      if (canceled || filePath === '') return false;
      await write(filePath, pieces);
      return true;
    } finally {
      isAsking = false;
    }
  };
}

function ask(name: string, window: BrowserWindow | undefined): ReturnType<typeof dialog.showSaveDialog> {
  const extension = extname(name).slice(1);
  const options: SaveDialogOptions = {
    defaultPath: name,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  return window === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options);
}

async function write(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    if (cause instanceof GatewayError) throw cause;
    const place = `in "${basename(dirname(path))}"`;
    const message = `${basename(path)} was not saved ${place}: ${describeCause(cause)}`;
    throw new GatewayError('operation_failed', message, {}, { cause });
  }
}
