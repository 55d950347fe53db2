import { randomUUID } from 'node:crypto';
import { ipcMain, type WebContents } from 'electron';
import type { WireReply } from '../../shared/contract/bridge';
import { ADMIN_SCOPES, type Caller } from '../../shared/contract/define';
import { toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import { isTrustedSender } from './trusted-sender';

interface IpcNeeds {
  /** Runs an operation of the contract. */
  readonly dispatch: (name: string, input: unknown, caller: Caller) => Promise<unknown>;
  readonly window: () => WebContents | undefined;
}

/** Whoever sits at the window is the owner of the gateway. */
const WINDOW: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };

/** Answers the console in our window. Failures travel as values, because `invoke` flattens errors to strings. */
export function answerConsole({ dispatch, window }: IpcNeeds): void {
  ipcMain.handle('admin:invoke', async (event, operation: unknown, input: unknown): Promise<WireReply> => {
    try {
      if (!isTrustedSender(event, window())) {
        throw new GatewayError('forbidden_origin', 'Only the gateway’s own window may ask');
      }
      return { ok: true, value: await dispatch(String(operation), input, WINDOW) };
    } catch (thrown) {
      const facts = { correlationId: randomUUID(), at: Date.now() };
      return { ok: false, error: toErrorObject(asGatewayError(thrown), facts) };
    }
  });
}
