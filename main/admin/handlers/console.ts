import type { consoleAccess } from '../../../shared/contract/console';
import type { Caller, Handlers } from '../../../shared/contract/define';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ConsoleSessions } from '../console-sessions';

export interface ConsoleAccess {
  readonly sessions: ConsoleSessions;
  /** Where the console is; empty where nobody listens. */
  readonly address: () => string;
}

/** The way into the console. */
export function consoleHandlers(access: ConsoleAccess): Handlers<typeof consoleAccess> {
  return { link: async (_, caller) => consoleLink(access, caller) };
}

/** An address that lets in one browser. What follows `#` is sent to nobody, so that no log has it. */
export function consoleLink({ sessions, address }: ConsoleAccess, caller: Caller) {
  if (address() === '') throw new GatewayError('unavailable', 'This gateway has no admin address');
  const { code, expiresAt } = sessions.link(caller);
  return { url: `${address()}/#code=${code}`, expiresAt };
}
