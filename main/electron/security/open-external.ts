import { shell } from 'electron';
import { readExternalUrl } from './external-url';

/**
 * Opens a web page in the browser of this machine: the one place from where an address leaves for the system. Throws
 * `invalid_params` for every other kind of address, which another program might obey.
 */
export async function openExternal(address: string): Promise<void> {
  await shell.openExternal(readExternalUrl(address));
}
