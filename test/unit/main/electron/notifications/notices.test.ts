import { describe, expect, it } from 'vitest';
import { type BlockMemory, NO_BLOCKS, noteBlock } from '../../../../../main/electron/notifications/block-notices';
import { holdNotices } from '../../../../../main/electron/notifications/hold-notices';
import type { Notice } from '../../../../../main/electron/notifications/notice';
import { createNoticeBoard } from '../../../../../main/electron/notifications/notice-board';
import { troubleOf } from '../../../../../main/electron/notifications/trouble-notices';
import type { RequestEntry } from '../../../../../shared/model/activity-line';
import { blockOf, holdOf } from '../../../../support/gateway-views';

const MINUTE_MS = 60_000;

/** What is told of blocks, each at its moment. */
function told(blocks: readonly (readonly [at: number, block: RequestEntry])[]): readonly Notice[] {
  let memory: BlockMemory = NO_BLOCKS;
  return blocks.flatMap(([at, block]) => {
    const noted = noteBlock(memory, block, at);
    memory = noted.memory;
    return noted.notice ?? [];
  });
}

describe('notices of waiting calls', () => {
  it('say client, tool, server and rule, and no value of an argument', () => {
    const [notice] = holdNotices([holdOf()]);
    expect(notice).toMatchObject({
      title: 'Cursor wants to run "send_email" on mail',
      body: 'Asked by write-tool. It waits for your decision.',
      opens: { kind: 'approvals', id: 'ABCD' },
      calls: [{ id: 'ABCD', seq: 1 }],
    });
    expect(JSON.stringify(notice)).not.toContain('example.com');
  });

  it('are one per group', () => {
    const same = holdOf({ id: 'EFGH', seq: 2 });
    const other = holdOf({ id: 'IJKL', seq: 3, group: 'claude send_email' });
    const notices = holdNotices([holdOf(), same, other]);
    expect(notices.map(({ calls }) => calls.length)).toEqual([2, 1]);
    expect(notices[0]?.body).toContain('2 calls wait');
  });

  it('show names as plain text', () => {
    const tool = { ...holdOf().tool, name: 'x\u202E"\n Allow' };
    const [notice] = holdNotices([holdOf({ tool })]);
    expect(`${notice?.title}${notice?.body}`).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('notices of blocks', () => {
  it('are quiet, and lead to the line', () => {
    const [notice] = told([[0, blockOf({ correlationId: 'c-1' })]]);
    expect(notice).toMatchObject({
      title: 'Blocked: "send_email" from Cursor',
      body: 'secret-in-text stopped "send_email" on mail. Press to see why.',
      isQuiet: true,
      opens: { kind: 'screen', route: '/activity/c-1' },
      calls: [],
    });
  });

  it('come once in ten minutes for a client, a tool and a rule', () => {
    const other = blockOf({ name: 'read_file' });
    const all = told([
      [0, blockOf()],
      [MINUTE_MS, blockOf()],
      [2 * MINUTE_MS, other],
      [10 * MINUTE_MS - 1, blockOf()],
      [10 * MINUTE_MS, blockOf()],
    ]);
    expect(all.map(({ title }) => title)).toEqual([
      'Blocked: "send_email" from Cursor',
      'Blocked: "read_file" from Cursor',
      'Blocked: "send_email" from Cursor',
    ]);
  });

  it('are told of together, once, when more than five come in a minute', () => {
    const flood = Array.from({ length: 40 }, (_, n) => [n * 1_000, blockOf({ name: `tool${n}` })] as const);
    const all = told(flood);
    expect(all).toHaveLength(6);
    expect(all.at(-1)).toMatchObject({ tag: 'blocks', opens: { kind: 'screen', route: '/activity' } });
    expect(told([...flood, [3 * MINUTE_MS, blockOf({ name: 'later' })]]).at(-1)?.title).toContain('later');
  });

  it('leave out what a person denied', () => {
    expect(told([[0, blockOf({ outcome: 'denied' })]])).toEqual([]);
  });
});

describe('notices of troubles', () => {
  const token = { topic: 'tokens', configId: 'default', server: 'jira' } as const;
  const client = { topic: 'clients', type: 'client.changed', client: 'cursor', title: 'Cursor' } as const;

  it('begin with a token that needs a person and end with one that works', () => {
    const began = troubleOf({ ...token, type: 'sign-in-needed' });
    expect(began).toMatchObject({
      kind: 'began',
      notice: { title: 'jira needs a sign-in', opens: { route: '/tokens' } },
    });
    const tag = began?.kind === 'began' ? began.notice.tag : '';
    expect(troubleOf({ ...token, type: 'connected' })).toEqual({ kind: 'ended', tag });
    expect(troubleOf({ ...token, type: 'failed' })).toBeUndefined();
  });

  it('begin with an entry that is gone and end with one that is back', () => {
    expect(troubleOf({ ...client, state: 'entry-removed' })).toMatchObject({
      kind: 'began',
      notice: { title: 'Cursor is not protected any more', opens: { route: '/clients/cursor' } },
    });
    expect(troubleOf({ ...client, state: 'connected' })).toEqual({ kind: 'ended', tag: 'client cursor' });
  });
});

describe('the board of notices', () => {
  function boardAt() {
    const posted: Notice[] = [];
    const standing = new Set<string>();
    let now = 0;
    const board = createNoticeBoard(
      (notice) => {
        posted.push(notice);
        standing.add(notice.tag);
        return { withdraw: () => void standing.delete(notice.tag) };
      },
      () => now,
    );
    return { board, posted, standing, pass: (ms: number) => void (now += ms) };
  }
  const holds = (...ids: readonly string[]) => holdNotices(ids.map((id) => holdOf({ id })));

  it('posts a change once, and the same again never', () => {
    const { board, posted } = boardAt();
    board.keep('hold ', holds('A'));
    board.keep('hold ', holds('A'));
    board.keep('hold ', holds('A', 'B'));
    expect(posted.map(({ calls }) => calls.length)).toEqual([1, 2]);
  });

  it('posts no more than there is room for, and none of them again', () => {
    const { board, posted, standing } = boardAt();
    const many = Array.from({ length: 60 }, (_, nr) => holdNotices([holdOf({ id: `H${nr}`, group: `g${nr}` })])).flat();
    board.keep('hold ', many);
    const before = posted.length;
    board.keep('hold ', many);
    expect([before, posted.length, standing.size]).toEqual([50, 50, 50]);
  });

  it('takes away what does not wait any more, and nothing else', () => {
    const { board, standing } = boardAt();
    board.post(told([[0, blockOf()]])[0]!);
    board.keep('hold ', holds('A'));
    board.keep('hold ', []);
    expect([...standing]).toHaveLength(1);
    expect([...standing][0]).toMatch(/^block /);
    board.clear();
    expect(standing.size).toBe(0);
  });

  it('rings at most every ten seconds, and not for less than there was', () => {
    const { board, posted, pass } = boardAt();
    board.keep('hold ', holds('A', 'B'));
    pass(5_000);
    board.keep('hold ', [...holds('A', 'B'), ...holdNotices([holdOf({ id: 'C', group: 'g' })])]);
    pass(20_000);
    board.keep('hold ', holds('A'));
    board.keep('hold ', holds('A', 'D', 'E'));
    expect(posted.map(({ isQuiet }) => isQuiet)).toEqual([false, true, true, false]);
  });

  it('lets the oldest go in a flood', () => {
    const { board, standing } = boardAt();
    for (let n = 0; n < 200; n += 1) board.post(told([[0, blockOf({ name: `t${n}` })]])[0]!);
    expect(standing.size).toBe(50);
  });
});
