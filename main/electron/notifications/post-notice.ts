import { createHash } from 'node:crypto';
import { Notification } from 'electron';
import type { Notice } from './notice';
import type { PostNotice } from './notice-board';

/** Windows takes no longer names. */
const TAG_LETTERS = 32;

interface PostNeeds {
  readonly platform: NodeJS.Platform;
  /** Somebody pressed the notice, or “Review”. */
  readonly open: (notice: Notice) => void;
  readonly deny: (notice: Notice) => void;
}

/** Notices as the system shows them. Servers of Linux differ in what they do with buttons, so there are none: a press opens. */
export function createNoticePost({ platform, open, deny }: PostNeeds): PostNotice {
  return (notice) => {
    const hasButtons = platform !== 'linux' && notice.calls.length > 0;
    const notification = new Notification({
      id: createHash('sha256').update(notice.tag).digest('hex').slice(0, TAG_LETTERS),
      title: notice.title,
      body: notice.body,
      silent: notice.isQuiet,
      actions: hasButtons ? buttonsFor(notice).map(([text]) => ({ type: 'button' as const, text })) : [],
    });
    notification.on('click', () => open(notice));
    notification.on('action', ({ actionIndex }) => {
      const [, act] = buttonsFor(notice)[actionIndex] ?? [];
      if (act === 'deny') deny(notice);
      else if (act === 'open') open(notice);
    });
    notification.show();
    return { withdraw: () => notification.close() };
  };
}

function buttonsFor({ calls }: Notice): readonly (readonly [text: string, act: 'open' | 'deny'])[] {
  return [
    ['Review', 'open'],
    [calls.length === 1 ? 'Deny' : `Deny all ${calls.length}`, 'deny'],
  ];
}
