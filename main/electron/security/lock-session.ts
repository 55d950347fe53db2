import type { Session } from 'electron';
import { kindOfUrl } from '../window-kinds';

/** What the copy buttons of our pages need. Everything else that a page may ask for is refused. */
const PERMITTED = 'clipboard-sanitized-write';

/** Locks what the windows share: no permission, no device, no screen, no network. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(permission === PERMITTED && isOurs(contents.getURL())),
  );
  session.setPermissionCheckHandler((_, permission, origin) => permission === PERMITTED && isOurs(origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_, decide) => decide({}));
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url) }));
  session.on('will-download', (event) => event.preventDefault());
}

const isOurs = (address: string): boolean => kindOfUrl(address.endsWith('/') ? address : `${address}/`) !== undefined;

/** The program tells its pages what they know; they fetch nothing but their own files. */
function mayLoad(url: string): boolean {
  // DevTools, where there are any, are pages of their own.
  return kindOfUrl(url) !== undefined || url.startsWith('devtools://');
}
