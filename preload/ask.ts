import { ipcRenderer } from 'electron';
import type { WireReply } from '../shared/contract/bridge';
import type { DesktopCalls, DesktopChannel } from '../shared/contract/desktop-calls';

/** Asks the program; resolves with its reply, refusals included. */
export function ask<Channel extends DesktopChannel>(
  channel: Channel,
  input: DesktopCalls[Channel],
): Promise<WireReply> {
  return ipcRenderer.invoke(channel, input) as Promise<WireReply>;
}
