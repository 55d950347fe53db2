import { useId, useRef, useState } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { plainName } from '../../../shared/text/plain-name';
import classes from './approval-prompt.module.css';
import { PromptActions } from './prompt-actions';
import { PromptContent } from './prompt-content';
import { PromptDeadline } from './prompt-deadline';
import { PromptFacts } from './prompt-facts';
import { PromptFooter } from './prompt-footer';
import { PromptReasons } from './prompt-reasons';
import { strings } from '../../strings/strings';
import { useGrace } from './use-grace';
import { usePromptKeys } from './use-prompt-keys';
import { useShown } from './use-shown';

const { prompt } = strings.approvals;

interface ApprovalPromptProps {
  readonly hold: Hold;
  /** Others that wait, in order of arrival, this one among them. */
  readonly queue: readonly Hold[];
  readonly onGo: (id: string) => void;
  /** In a window of its own it is a dialog; in the console a part of the page. */
  readonly isWindow?: boolean;
}

/** Asks a person about one call. Deny is nearest; to allow takes intent. */
export function ApprovalPrompt({ hold, queue, onGo, isWindow = false }: ApprovalPromptProps) {
  const headline = useId();
  const reasons = useId();
  const [isRaw, setRaw] = useState(false);
  const deny = useRef<HTMLButtonElement>(null);
  const allow = useRef<HTMLButtonElement>(null);
  const grace = useGrace(`${hold.id} ${hold.state}`);
  useShown(hold);
  usePromptKeys({ hold, queue, onGo, deny, allow, grace, onRaw: () => setRaw(!isRaw) });
  return (
    <section
      role={isWindow ? 'alertdialog' : 'group'}
      aria-labelledby={headline}
      aria-describedby={reasons}
      className={classes['prompt']}
      data-window={isWindow || undefined}
    >
      <Headline id={headline} hold={hold} />
      <PromptReasons id={reasons} hold={hold} />
      <PromptContent hold={hold} isRaw={isRaw} onRaw={setRaw} />
      <PromptFacts hold={hold} />
      <div className={classes['foot']}>
        <PromptDeadline hold={hold} />
        <PromptActions key={hold.id} hold={hold} deny={deny} allow={allow} grace={grace} />
        <PromptFooter hold={hold} queue={queue} onGo={onGo} isWindow={isWindow} />
      </div>
    </section>
  );
}

/** Our words, with the names that others chose set apart. */
function Headline({ id, hold }: { readonly id: string; readonly hold: Hold }) {
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
    </h2>
  );
}
