import { describe, expect, it } from 'vitest';
import { followGateway, type GatewayView, type ViewSource } from '../../../../main/electron/gateway-view';
import type { GatewayEvent } from '../../../../shared/contract/events';
import type { RequestEntry } from '../../../../shared/model/activity-line';
import type { Hold } from '../../../../shared/model/approval';
import { blockOf, holdOf } from '../../../support/gateway-views';
import { recordingLogger } from '../../../support/recording-logger';

function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  return { promise: new Promise<T>((done) => (resolve = done)), resolve: (value: T) => resolve(value) };
}

/** A gateway whose lists of calls come when the test says so. */
function follow() {
  const lists = { holds: later<readonly Hold[]>(), blocks: later<readonly RequestEntry[]>() };
  let tell: (event: GatewayEvent) => void = () => undefined;
  const ask = {
    approvals: { list: () => lists.holds.promise },
    pauses: { list: () => Promise.resolve([]) },
    clients: { list: () => Promise.resolve([]) },
    tokens: { list: () => Promise.resolve([]) },
    activity: {
      list: async ({ outcome }: { outcome?: string }) => ({
        lines: outcome === 'blocked' ? await lists.blocks.promise : [],
      }),
    },
  } as unknown as ViewSource['ask'];
  const running = later<undefined>();
  const followed = followGateway({
    ask,
    subscribe: (hear) => (tell = hear),
    network: { isOnline: () => true, onChange: () => () => undefined },
    log: recordingLogger([]),
    now: Date.now,
    onChange: ({ phase }: GatewayView) => phase === 'running' && running.resolve(undefined),
    onEvent: () => undefined,
  });
  const held = (hold: Hold) => tell({ topic: 'approvals', type: 'approval.held', hold } as GatewayEvent);
  const expired = (id: string) => tell({ topic: 'approvals', type: 'approval.expired', id } as GatewayEvent);
  const wrote = (line: RequestEntry) => tell({ topic: 'activity', type: 'activity.recorded', line } as never);
  return { lists, followed, running: running.promise, held, expired, wrote };
}

describe('what the tray knows of the gateway', () => {
  it('keeps a call that came while the list was being made, and lets one go that ended meanwhile', async () => {
    const { lists, followed, running, held, expired } = follow();
    held(holdOf({ id: 'NEW' }));
    expired('OLD');
    lists.holds.resolve([holdOf({ id: 'OLD' }), holdOf({ id: 'KEPT' })]);
    lists.blocks.resolve([]);
    await running;
    expect(followed.view().holds.map(({ id }) => id)).toEqual(['KEPT', 'NEW']);
    expired('KEPT');
    expect(followed.view().holds.map(({ id }) => id)).toEqual(['NEW']);
    followed.stop();
  });

  it('has a block once, whether or not the list knew of it', async () => {
    const { lists, followed, running, wrote } = follow();
    const blockAt = (at: number) => blockOf({ at, correlationId: `block-${at}` });
    const both = blockAt(2);
    wrote(both);
    wrote(blockAt(3));
    lists.holds.resolve([]);
    lists.blocks.resolve([both, blockAt(1)]);
    await running;
    expect(followed.view().blocks.map(({ at }) => at)).toEqual([3, 2, 1]);
    followed.stop();
  });
});
