import type { AlertWay } from '../../../shared/contract/desktop-facts';
import type { GatewayEvent } from '../../../shared/contract/events';
import { type GatewayView, isStopped } from '../gateway-view';
import { NO_BLOCKS, noteBlock } from './block-notices';
import { holdNotices } from './hold-notices';
import type { Notice } from './notice';
import { createNoticeBoard, type PostNotice } from './notice-board';
import { troubleOf } from './trouble-notices';

interface NotificationNeeds {
  readonly post: PostNotice;
  /** How the person wants to be alerted now. */
  readonly alertBy: () => AlertWay;
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

export function createNotifications({ post, alertBy, now }: NotificationNeeds): Notifications {
  const board = createNoticeBoard(post, now);
  let blocks = NO_BLOCKS;

  return {
    seeView({ holds }) {
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
