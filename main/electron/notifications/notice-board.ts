import type { Notice } from './notice';

/** A sound at most so often. */
const SOUND_APART_MS = 10_000;
/** Notices are kept to be taken back; more than so many are a flood, and the oldest are let go. */
const MOST = 50;

/** Puts one notice before the person; the board takes it away. */
export type PostNotice = (notice: Notice) => { readonly withdraw: () => void };

/** The notices that stand now, one per tag. */
export interface NoticeBoard {
  /** Posts it, or puts it in the place of the one with its tag; the same once more changes nothing. */
  post(notice: Notice): void;
  withdraw(tag: string): void;
  /** Of the tags that begin so, exactly these stand afterwards, as far as there is room. */
  keep(prefix: string, notices: readonly Notice[]): void;
  clear(): void;
}

export function createNoticeBoard(post: PostNotice, now: () => number): NoticeBoard {
  const standing = new Map<string, { readonly notice: Notice; readonly withdraw: () => void }>();
  let soundAt = -Infinity;

  function withdraw(tag: string): void {
    standing.get(tag)?.withdraw();
    standing.delete(tag);
  }

  function put(notice: Notice): void {
    const before = standing.get(notice.tag);
    if (before !== undefined && isSame(before.notice, notice)) return;
    withdraw(notice.tag);
    // What has less to say than before has nothing to ring for.
    const isLess = before !== undefined && notice.calls.length <= before.notice.calls.length;
    const isQuiet = notice.isQuiet || isLess || now() - soundAt < SOUND_APART_MS;
    if (!isQuiet) soundAt = now();
    standing.set(notice.tag, { notice, ...post({ ...notice, isQuiet }) });
    for (const tag of [...standing.keys()].slice(0, Math.max(0, standing.size - MOST))) withdraw(tag);
  }

  return {
    post: put,
    withdraw,
    keep(prefix, notices) {
      const kept = notices.slice(0, MOST);
      const wanted = new Set(kept.map(({ tag }) => tag));
      for (const tag of [...standing.keys()]) if (tag.startsWith(prefix) && !wanted.has(tag)) withdraw(tag);
      for (const notice of kept) put(notice);
    },
    clear() {
      for (const tag of [...standing.keys()]) withdraw(tag);
    },
  };
}

const isSame = (a: Notice, b: Notice): boolean => JSON.stringify(a) === JSON.stringify(b);
