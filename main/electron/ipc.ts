import { randomUUID } from 'node:crypto';
import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import type { WireEvent, WireReply } from '../../shared/contract/bridge';
import { ADMIN_SCOPES, type Caller } from '../../shared/contract/define';
import { type ErrorObject, toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import type { Dispatch } from '../admin/dispatch';
import type { Subscribe } from '../admin/event-sources';
import { isTrustedSender } from './trusted-sender';

interface IpcNeeds {
  /** Runs an operation of the contract. */
  readonly dispatch: Dispatch;
  readonly subscribe: Subscribe;
  readonly window: () => WebContents | undefined;
}

/** Whoever sits at the window is the owner of the gateway. */
const WINDOW: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };

const MAX_SUBSCRIPTIONS = 32;

/** Answers the console in our window. Failures travel as values, because `invoke` flattens errors to strings. */
export function answerConsole({ dispatch, subscribe, window }: IpcNeeds): void {
  ipcMain.handle('admin:invoke', async (event, operation: unknown, input: unknown): Promise<WireReply> => {
    try {
      if (!isTrustedSender(event, window())) {
        throw new GatewayError('forbidden_origin', 'Only the gateway’s own window may ask');
      }
      return { ok: true, value: await dispatch(String(operation), input, WINDOW) };
    } catch (thrown) {
      return { ok: false, error: errorOf(thrown) };
    }
  });
  tellConsole(subscribe, (event) => isTrustedSender(event, window()));
}

/** Carries events to the window. Whatever else its page becomes, nothing is told to what it was before. */
function tellConsole(subscribe: Subscribe, isTrusted: (event: IpcMainEvent) => boolean): void {
  const listening = new Map<number, AbortController>();
  const end = (id: number): void => {
    listening.get(id)?.abort();
    listening.delete(id);
  };
  ipcMain.on('admin:subscribe', (event, id: unknown, input: unknown) => {
    if (!isTrusted(event) || typeof id !== 'number') return;
    const { sender } = event;
    const send = (message: WireEvent): void => {
      if (!sender.isDestroyed()) sender.send('admin:event', id, message);
    };
    end(id);
    const controller = new AbortController();
    try {
      if (listening.size >= MAX_SUBSCRIPTIONS) {
        throw new GatewayError('resource_exhausted', `A window has ${MAX_SUBSCRIPTIONS} subscriptions at most`);
      }
      subscribe(input, WINDOW, {
        signal: controller.signal,
        onOpen: () => send({ kind: 'open' }),
        tell: (told) => send({ kind: 'event', event: told }),
      });
    } catch (thrown) {
      return send({ kind: 'ended', error: errorOf(thrown) });
    }
    listening.set(id, controller);
    const leave = (): void => end(id);
    sender.once('destroyed', leave);
    sender.once('did-navigate', leave);
    controller.signal.addEventListener('abort', () => {
      sender.off('destroyed', leave);
      sender.off('did-navigate', leave);
    });
  });
  ipcMain.on('admin:unsubscribe', (event, id: unknown) => {
    if (isTrusted(event) && typeof id === 'number') end(id);
  });
}

const errorOf = (thrown: unknown): ErrorObject =>
  toErrorObject(asGatewayError(thrown), { correlationId: randomUUID(), at: Date.now() });
