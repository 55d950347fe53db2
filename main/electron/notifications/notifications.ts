import type { AdminClient } from '../../../shared/contract/contract';
import type { AlertWay } from '../../../shared/contract/desktop-facts';
import type { GatewayEvent } from '../../../shared/contract/events';
import type { Logger } from '../../gateway/ports/logger';
import { type GatewayView, isStopped } from '../gateway-view';
import { NO_BLOCKS, noteBlock } from './block-notices';
import { holdNotices } from './hold-notices';
import type { Notice } from './notice';
import { createNoticeBoard, type PostNotice } from './notice-board';
import { troubleOf } from './trouble-notices';

interface NotificationNeeds {
  readonly post: PostNotice;
  readonly approvals: Pick<AdminClient['approvals'], 'show'>;
  /** How the person wants to be alerted now. */
  readonly alertBy: () => AlertWay;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Says outside of our windows what a person should know of, as far as they want that. */
export interface Notifications {
  readonly seeView: (view: GatewayView) => void;
  readonly hearEvent: (event: GatewayEvent) => void;
  /** Says something of our own. */
  readonly say: (notice: Notice) => void;
  readonly dispose: () => void;
}

export function createNotifications({ post, approvals, alertBy, log, now }: NotificationNeeds): Notifications {
  const shown = new Set<string>();
  const board = createNoticeBoard((notice) => {
    for (const { id } of notice.calls) tellShown(id);
    return post(notice);
  }, now);
  let blocks = NO_BLOCKS;

  /** A decision is taken only about what was shown to somebody; a moment later, as in the window. */
  function tellShown(id: string): void {
    if (shown.has(id)) return;
    shown.add(id);
    approvals.show({ id }).catch((failure: unknown) => {
      log.debug('A call was over before it was shown', { approval: id, cause: String(failure) });
    });
  }

  return {
    seeView({ holds }) {
      const pending = new Set(holds.map(({ id }) => id));
      for (const id of shown) if (!pending.has(id)) shown.delete(id);
      board.keep('hold ', alertBy() === 'badge' ? [] : holdNotices(holds));
    },
    hearEvent(event) {
      if (event.topic === 'activity' && isStopped(event.line)) {
        const { memory, notice } = noteBlock(blocks, event.line, now());
        blocks = memory;
        if (notice !== undefined && alertBy() !== 'badge') board.post(notice);
        return;
      }
      const trouble = troubleOf(event);
      if (trouble?.kind === 'ended') board.withdraw(trouble.tag);
      else if (trouble?.kind === 'began' && alertBy() !== 'badge') board.post(trouble.notice);
    },
    say: (notice) => board.post(notice),
    dispose: () => board.clear(),
  };
}
