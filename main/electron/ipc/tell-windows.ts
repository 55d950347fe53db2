import type { WebContents } from 'electron';
import type { WireEvent } from '../../../shared/contract/bridge';
import type { Caller } from '../../../shared/contract/define';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Subscribe } from '../../admin/event-sources';

const MAX_SUBSCRIPTIONS = 32;
/** Told to a window that nobody sees too: few, and others count on them. */
const TOLD_UNSEEN: readonly string[] = ['approvals', 'clients', 'config'];

interface TellNeeds {
  readonly subscribe: Subscribe;
  readonly caller: Caller;
  /** The channel that events travel on. */
  readonly channel: 'main:event' | 'approval:event';
  /** Whether somebody may see the window. Absent: it is told everything. */
  readonly isSeen?: () => boolean;
}

/** Carries events to one kind of window. Whatever else its page becomes, nothing is told to what it was before. */
export function createTeller({ subscribe, caller, channel, isSeen = () => true }: TellNeeds) {
  const listening = new Map<number, { readonly end: () => void; readonly send: (message: WireEvent) => void }>();
  let hasMissed = false;

  function end(id: number): void {
    listening.get(id)?.end();
    listening.delete(id);
  }

  return {
    /** Throws for a subscription that cannot be had. */
    begin({ id, input }: { readonly id: number; readonly input: unknown }, sender: WebContents): void {
      end(id);
      if (listening.size >= MAX_SUBSCRIPTIONS) {
        throw new GatewayError('resource_exhausted', `A window has ${MAX_SUBSCRIPTIONS} subscriptions at most`);
      }
      const controller = new AbortController();
      const leave = (): void => end(id);
      const send = (message: WireEvent): void => {
        if (!sender.isDestroyed()) sender.send(channel, id, message);
      };
      const stop = (): void => {
        controller.abort();
        for (const event of ['destroyed', 'did-navigate', 'render-process-gone'] as const) {
          sender.off(event as 'destroyed', leave);
        }
      };
      listening.set(id, { end: stop, send });
      try {
        subscribe(input, caller, {
          signal: controller.signal,
          onOpen: () => send({ kind: 'open' }),
          tell(told) {
            if (isSeen() || TOLD_UNSEEN.includes(told.topic)) send({ kind: 'event', event: told });
            else hasMissed = true;
          },
        });
      } catch (thrown) {
        end(id);
        throw thrown;
      }
      for (const event of ['destroyed', 'did-navigate', 'render-process-gone'] as const) {
        sender.once(event as 'destroyed', leave);
      }
    },
    end,
    /** The window is seen again: what it missed it asks for anew. */
    catchUp(): void {
      if (!hasMissed) return;
      hasMissed = false;
      for (const { send } of listening.values()) send({ kind: 'open' });
    },
  };
}
