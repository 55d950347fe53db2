import type { Hold } from '../../../shared/model/approval';
import type { ApprovalChannel, ChannelAnswer } from '../ports/approval-channel';
import type { Logger } from '../ports/logger';

export interface ChannelsAsked {
  readonly hold: Hold;
  readonly channels: readonly ApprovalChannel[];
  /** Somebody answered; who is told as `<channel>` or `<channel>: <person>`. */
  readonly onAnswer: (answer: ChannelAnswer, by: string) => void;
  /** Every channel has said that nobody is there. */
  readonly onNobody: () => void;
  /** The question is answered or taken back. */
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** Puts a question to all channels at once. Never throws: a channel that fails has nobody there. */
export function askChannels({ hold, channels, onAnswer, onNobody, signal, log }: ChannelsAsked): void {
  let left = channels.length;
  for (const channel of channels) {
    const nobody = () => {
      left -= 1;
      if (left === 0 && !signal.aborted) onNobody();
    };
    Promise.resolve()
      .then(() => channel.ask(hold, signal))
      .then(
        (answer) => {
          if (signal.aborted) return;
          if (answer === 'nobody-there') nobody();
          else onAnswer(answer, answer.by === undefined ? channel.name : `${channel.name}: ${answer.by}`);
        },
        (failure: unknown) => {
          if (signal.aborted) return;
          log.warn('A person could not be asked', { channel: channel.name, failure });
          nobody();
        },
      );
  }
}
