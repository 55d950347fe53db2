import { Button } from '@mantine/core';
import { type RefObject, useEffect, useId, useRef } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { strings } from '../../strings/strings';
import { Ago } from '../../components/ago';
import prompt from './approval-prompt.module.css';
import classes from './group-review.module.css';
import { PromptContent } from './prompt-content';
import { PromptDeadline } from './prompt-deadline';
import { PromptHeadline } from './prompt-headline';
import { PromptReasons } from './prompt-reasons';
import { useDecideTogether } from './use-decide-together';
import { useGrace } from './use-grace';
import { useGroupKeys } from './use-group-keys';
import { CALL_MARK, useLookedAt } from './use-looked-at';

const { group } = strings.approvals;

interface GroupReviewProps {
  /** Calls of one client to one tool that wait, in order of arrival. */
  readonly holds: readonly Hold[];
  /** How many like them came since. */
  readonly laterCount: number;
  readonly onLater: () => void;
  readonly onBack: () => void;
  readonly isWindow: boolean;
}

/** All calls that are alike, one below the other: who has scrolled through all of them may allow them together. */
export function GroupReview({ holds, laterCount, onLater, onBack, isWindow }: GroupReviewProps) {
  const headline = useId();
  const state = useId();
  const list = useRef<HTMLDivElement>(null);
  const deny = useRef<HTMLButtonElement>(null);
  const allow = useRef<HTMLButtonElement>(null);
  const together = useDecideTogether();
  const lookedAt = useLookedAt(list, holds);
  const isAllSeen = holds.every(({ id }) => lookedAt.has(id));
  // What the button says changes with each call that comes or goes, and nobody shall press what it said before.
  const grace = useGrace(`${holds.map(({ id }) => id).join(' ')} ${isAllSeen}`);
  useGroupKeys({ list, deny, allow, grace, onBack });
  useEffect(() => deny.current?.focus({ preventScroll: true }), []);
  const first = holds[0]!;
  return (
    <section
      role={isWindow ? 'alertdialog' : 'group'}
      aria-labelledby={headline}
      aria-describedby={state}
      className={prompt['prompt']}
      data-window={isWindow || undefined}
    >
      <PromptHeadline id={headline} hold={first} times={holds.length} />
      <div ref={list} className={classes['calls']} role="region" aria-label={group.list} tabIndex={0}>
        {holds.map((hold, index) => (
          <Call key={hold.id} hold={hold} title={group.call(index + 1, holds.length)} />
        ))}
      </div>
      {laterCount > 0 && (
        <p className={classes['later']}>
          {group.later(laterCount)}{' '}
          <Button size="xs" variant="subtle" onClick={onLater}>
            {group.lookAtLater}
          </Button>
        </p>
      )}
      <div className={classes['foot']}>
        <PromptDeadline hold={first} />
        <GroupActions
          {...{ holds, deny, allow, grace, together, onBack }}
          seen={holds.filter(({ id }) => lookedAt.has(id)).length}
          stateId={state}
        />
      </div>
    </section>
  );
}

function Call({ hold, title }: { readonly hold: Hold; readonly title: string }) {
  const name = useId();
  return (
    <article className={classes['call']} aria-labelledby={name} {...{ [CALL_MARK]: hold.id }}>
      <header>
        <h3 id={name}>{title}</h3>
        <Ago at={hold.createdAt} />
      </header>
      <PromptReasons hold={hold} />
      <PromptContent hold={hold} call={title} />
    </article>
  );
}

interface GroupActionsProps {
  readonly holds: readonly Hold[];
  readonly seen: number;
  readonly stateId: string;
  readonly deny: RefObject<HTMLButtonElement | null>;
  readonly allow: RefObject<HTMLButtonElement | null>;
  readonly grace: ReturnType<typeof useGrace>;
  readonly together: ReturnType<typeof useDecideTogether>;
  readonly onBack: () => void;
}

function GroupActions({ holds, seen, stateId, deny, allow, grace, together, onBack }: GroupActionsProps) {
  // Of these the gateway offers nothing beyond the one call (docs/approvals.md): they are let go one at a time.
  const isAlone = holds.some(({ scopes }) => !scopes.includes('next-call'));
  const isReady = seen === holds.length && !isAlone;
  const isOff = together.isBusy || grace.isInert;
  return (
    <div className={classes['actions']} onKeyDownCapture={grace.guardKey} data-inert={grace.isInert || undefined}>
      <p id={stateId} role="status" className={classes['state']}>
        {isAlone ? group.alone : isReady ? group.allSeen : group.seen(seen, holds.length)}
      </p>
      <div className={classes['buttons']}>
        <Button
          ref={deny}
          size="md"
          variant="filled"
          color="neutral"
          data-decision="deny"
          aria-keyshortcuts="D"
          onClick={() => together.isBusy || together.deny(holds)}
        >
          {group.denyAll(holds.length)}
        </Button>
        {!isAlone && (
          <Button
            ref={allow}
            size="md"
            variant="outline"
            color="neutral"
            data-decision="allow"
            aria-keyshortcuts="A"
            disabled={!isReady}
            onClick={() => isOff || together.allow(holds)}
          >
            {group.allowThese(holds.length)}
          </Button>
        )}
        <Button size="md" variant="subtle" color="neutral" aria-keyshortcuts="Escape" onClick={onBack}>
          {group.back}
        </Button>
      </div>
    </div>
  );
}
