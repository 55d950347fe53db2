import { randomUUID } from 'node:crypto';
import { ipcMain, type WebContents } from 'electron';
import type { WireReply } from '../../shared/contract/bridge';
import { toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import type { GatewayStatus } from '../../shared/model/status';
import { isTrustedSender } from './trusted-sender';

interface IpcNeeds {
  readonly status: () => GatewayStatus;
  readonly window: () => WebContents | undefined;
}

/** Answers the console in our window. Failures travel as values, because `invoke` flattens errors to strings. */
export function answerConsole({ status, window }: IpcNeeds): void {
  ipcMain.handle('admin:invoke', (event, operation: unknown): WireReply => {
    try {
      if (!isTrustedSender(event, window())) {
        throw new GatewayError('forbidden_origin', 'Only the gateway’s own window may ask');
      }
      if (operation !== 'system.status') {
        throw new GatewayError('unknown_method', `There is no operation ${JSON.stringify(operation)}`);
      }
      return { ok: true, value: status() };
    } catch (thrown) {
      const facts = { correlationId: randomUUID(), at: Date.now() };
      return { ok: false, error: toErrorObject(asGatewayError(thrown), facts) };
    }
  });
}
