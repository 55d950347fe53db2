import { useId, useRef, useState } from 'react';
import type { Hold } from '../../../shared/model/approval';
import classes from './approval-prompt.module.css';
import { PromptActions } from './prompt-actions';
import { PromptContent } from './prompt-content';
import { PromptDeadline } from './prompt-deadline';
import { PromptFacts } from './prompt-facts';
import { PromptFooter } from './prompt-footer';
import { PromptHeadline } from './prompt-headline';
import { PromptReasons } from './prompt-reasons';
import { TestRemark } from './test-remark';
import { useGrace } from './use-grace';
import { usePromptKeys } from './use-prompt-keys';
import { useShown } from './use-shown';

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
  const toldAt = useShown(hold);
  usePromptKeys({ hold, queue, onGo, deny, allow, grace, onRaw: () => setRaw(!isRaw) });
  return (
    <section
      role={isWindow ? 'alertdialog' : 'group'}
      aria-labelledby={headline}
      aria-describedby={reasons}
      className={classes['prompt']}
      data-window={isWindow || undefined}
    >
      {hold.isTest === true && <TestRemark />}
      <PromptHeadline id={headline} hold={hold} />
      <PromptReasons id={reasons} hold={hold} />
      <PromptContent hold={hold} isRaw={isRaw} onRaw={setRaw} />
      <PromptFacts hold={hold} />
      <div className={classes['foot']}>
        <PromptDeadline hold={hold} />
        <PromptActions key={hold.id} hold={hold} toldAt={toldAt} deny={deny} allow={allow} grace={grace} />
        <PromptFooter hold={hold} queue={queue} onGo={onGo} isWindow={isWindow} />
      </div>
    </section>
  );
}
