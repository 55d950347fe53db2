import type { Hold } from '../../../shared/model/approval';
import { plainName } from '../../../shared/text/plain-name';
import { strings } from '../../strings/strings';
import classes from './approval-prompt.module.css';

const { prompt } = strings.approvals;

interface PromptHeadlineProps {
  readonly id: string;
  readonly hold: Hold;
  /** As many calls are alike. */
  readonly times?: number;
}

/** Our words, with the names that others chose set apart. */
export function PromptHeadline({ id, hold, times = 1 }: PromptHeadlineProps) {
  const { client, tool, server, direction, method } = hold;
  const who = plainName(client.keyName ?? client.claimedName ?? prompt.unknownClient);
  const toolName = <code>{plainName(tool.name)}</code>;
  const serverName = <code>{plainName(server)}</code>;
  return (
    <h2 id={id} className={classes['headline']}>
      {direction === 'response' ? (
        <>
          {serverName} {prompt.answers} {toolName} {prompt.to} {who}
        </>
      ) : (
        <>
          {method === 'tools/call' ? prompt.wantsRun(who) : prompt.wants(who, method)} {toolName} {prompt.on}{' '}
          {serverName}
        </>
      )}
      {times > 1 && `, ${prompt.times(times)}`}
    </h2>
  );
}
