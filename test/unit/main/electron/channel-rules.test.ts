import { describe, expect, it } from 'vitest';
import { channelRules, kindOfChannel } from '../../../../main/electron/ipc/channel-rules';
import { PAGES } from '../../../../main/electron/window-kinds';
import type { DesktopChannel } from '../../../../shared/contract/desktop-calls';

const channels = Object.entries(channelRules) as [DesktopChannel, (typeof channelRules)[DesktopChannel]][];

describe('the channels of windows', () => {
  it('belong each to one kind of window', () => {
    expect(channels.length).toBeGreaterThan(10);
    for (const [channel] of channels) expect(Object.keys(PAGES)).toContain(kindOfChannel(channel));
  });

  it.each(channels)('%s takes nothing that it does not know', (_, { input, maxBytes, perSecond }) => {
    for (const odd of [undefined, null, 1, 'x', [], { unknown: 1 }]) expect(input.safeParse(odd).success).toBe(false);
    expect(maxBytes).toBeGreaterThan(0);
    expect(perSecond).toBeGreaterThan(0);
  });
});
