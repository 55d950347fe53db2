import { useId, useRef, useState } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { isPending } from '../../model/holds';
import classes from './approval-prompt.module.css';
import { GroupBar } from './group-bar';
import { GroupReview } from './group-review';
import { PromptActions } from './prompt-actions';
import { PromptContent } from './prompt-content';
import { PromptDeadline } from './prompt-deadline';
import { PromptFacts } from './prompt-facts';
import { PromptFooter } from './prompt-footer';
import { PromptHeadline } from './prompt-headline';
import { PromptReasons } from './prompt-reasons';
import { TestRemark } from './test-remark';
import { useGrace } from './use-grace';
import { useGroupReview } from './use-group-review';
import { usePromptKeys } from './use-prompt-keys';
import { useShown } from './use-shown';

interface ApprovalPromptProps {
  readonly hold: Hold;
  /** Others that wait, in order of arrival, this one among them. */
  readonly queue: readonly Hold[];
  readonly onGo: (id: string) => void;
  /** In a window of its own it is a dialog; in the console a part of the page. */
  readonly isWindow?: boolean;
  /** Several are looked at together from now on, whichever of them the address names. */
  readonly onReview?: () => void;
}

/** Asks a person about one call, or about several that are alike. Deny is nearest; to allow takes intent. */
export function ApprovalPrompt({ hold, queue, onGo, isWindow = false, onReview }: ApprovalPromptProps) {
  const { alike, reviewed, later, begin, include, end } = useGroupReview(hold, queue);
  const review = (): void => {
    onReview?.();
    begin();
  };
  return reviewed === undefined ? (
    <OnePrompt {...{ hold, queue, onGo, isWindow, alike }} onReview={review} />
  ) : (
    <GroupReview holds={reviewed} laterCount={later.length} onLater={include} onBack={end} isWindow={isWindow} />
  );
}

interface OnePromptProps extends Required<ApprovalPromptProps> {
  readonly alike: readonly Hold[];
}

function OnePrompt({ hold, queue, onGo, isWindow, alike, onReview }: OnePromptProps) {
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
        {alike.length > 1 && isPending(hold) && <GroupBar holds={alike} isInert={grace.isInert} onReview={onReview} />}
        <PromptFooter hold={hold} queue={queue} onGo={onGo} isWindow={isWindow} />
      </div>
    </section>
  );
}
