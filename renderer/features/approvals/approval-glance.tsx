import { Button } from '@mantine/core';
import { AppWindow } from 'lucide-react';
import { useId, useState } from 'react';
import type { ConsoleDesktop } from '../../../shared/contract/bridge';
import type { Hold } from '../../../shared/model/approval';
import { strings } from '../../strings/strings';
import classes from './approval-prompt.module.css';
import { PromptContent } from './prompt-content';
import { PromptDeadline } from './prompt-deadline';
import { PromptFacts } from './prompt-facts';
import { PromptFooter } from './prompt-footer';
import { PromptHeadline } from './prompt-headline';
import { PromptReasons } from './prompt-reasons';

const { prompt } = strings.approvals;

interface ApprovalGlanceProps {
  readonly hold: Hold;
  readonly queue: readonly Hold[];
  readonly onGo: (id: string) => void;
  readonly desktop: ConsoleDesktop;
}

/** One call to look at. On the desktop it is decided in a window of its own, which nothing else can draw into. */
export function ApprovalGlance({ hold, queue, onGo, desktop }: ApprovalGlanceProps) {
  const headline = useId();
  const reasons = useId();
  const [isRaw, setRaw] = useState(false);
  return (
    <section role="group" aria-labelledby={headline} aria-describedby={reasons} className={classes['prompt']}>
      <PromptHeadline id={headline} hold={hold} />
      <PromptReasons id={reasons} hold={hold} />
      <PromptContent hold={hold} isRaw={isRaw} onRaw={setRaw} />
      <PromptFacts hold={hold} />
      <div className={classes['foot']}>
        <PromptDeadline hold={hold} />
        {hold.state !== 'resolved' && (
          <div>
            <Button
              size="md"
              variant="outline"
              color="neutral"
              leftSection={<AppWindow size={16} aria-hidden />}
              onClick={() => desktop.showApprovals(hold.id)}
            >
              {prompt.decideInWindow}
            </Button>
          </div>
        )}
        <PromptFooter hold={hold} queue={queue} onGo={onGo} isWindow={false} />
      </div>
    </section>
  );
}
