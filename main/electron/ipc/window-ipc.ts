import { randomUUID } from 'node:crypto';
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { z } from 'zod';
import type { WireReply } from '../../../shared/contract/bridge';
import type { DesktopCalls, DesktopChannel } from '../../../shared/contract/desktop-calls';
import { type ErrorObject, toErrorObject } from '../../../shared/errors/error-object';
import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { Logger } from '../../gateway/ports/logger';
import type { WindowBook } from '../window-kinds';
import { createAskRate } from './ask-rate';
import { channelRules, kindOfChannel } from './channel-rules';

interface WindowIpcNeeds {
  readonly book: WindowBook;
  readonly log: Logger;
}

/** Answers one channel; what it throws travels as a value. */
export type Answer<Channel extends DesktopChannel> = (input: DesktopCalls[Channel], sender: WebContents) => unknown;

/** Ties channels to what answers them. */
export interface WindowIpc {
  answer<Channel extends DesktopChannel>(channel: Channel, answer: Answer<Channel>): void;
}

/**
 * The one place where pages are heard: only the main frame of a window of the channel’s kind, showing its own page, with an
 * input of the channel’s shape and size, and not more often than a person could want.
 */
export function createWindowIpc({ book, log }: WindowIpcNeeds): WindowIpc {
  const rate = createAskRate(() => performance.now());
  return {
    answer(channel, answer) {
      ipcMain.handle(channel, async (event, ...given: readonly unknown[]): Promise<WireReply> => {
        try {
          requireSender(event, channel, book);
          const { perSecond } = channelRules[channel];
          if (!rate.take(`${event.sender.id} ${channel}`, perSecond)) {
            throw new GatewayError('resource_exhausted', 'The window asks more often than a person could');
          }
          return { ok: true, value: await answer(readInput(channel, given), event.sender) };
        } catch (thrown) {
          const error = wireError(thrown);
          if (error.error.name === 'forbidden_origin') log.warn('A page asked for what is not its own', { channel });
          return { ok: false, error };
        }
      });
    },
  };
}

function requireSender(event: IpcMainInvokeEvent, channel: DesktopChannel, book: WindowBook): void {
  if (book.kindOf(event.sender, event.senderFrame) === kindOfChannel(channel)) return;
  throw new GatewayError('forbidden_origin', 'Only the gateway’s own window of this kind may ask');
}

function readInput<Channel extends DesktopChannel>(channel: Channel, given: readonly unknown[]): DesktopCalls[Channel] {
  const { input: schema, maxBytes } = channelRules[channel];
  const [input] = given;
  if (given.length !== 1) throw new GatewayError('invalid_params', 'A window asks with one value');
  if (sizeOf(input) > maxBytes) {
    throw new GatewayError('body_too_large', `The window asked with more than ${maxBytes} bytes`);
  }
  const parsed = (schema as z.ZodType<DesktopCalls[Channel]>).safeParse(input);
  if (parsed.success) return parsed.data;
  throw new GatewayError(
    'invalid_params',
    `The window asked for nothing that is known: ${z.prettifyError(parsed.error)}`,
  );
}

/** What has no JSON, such as a ring of objects, has no end. */
function sizeOf(input: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(input) ?? '');
  } catch {
    return Infinity;
  }
}

/** An error as a window is told of it: no stack, and no cause. */
export const wireError = (thrown: unknown): ErrorObject =>
  toErrorObject(asGatewayError(thrown), { correlationId: randomUUID(), at: Date.now() });
