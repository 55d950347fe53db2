import { Button, Checkbox, Menu, TextInput } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import type { ApprovalScope, Hold } from '../../../shared/model/approval';
import { strings } from '../../strings/strings';
import { ArgumentForms } from './argument-forms';
import classes from './prompt-actions.module.css';
import { useDecide } from './use-decide';
import type { useGrace } from './use-grace';
import type { useShown } from './use-shown';

const { prompt } = strings.approvals;

interface PromptActionsProps {
  readonly hold: Hold;
  /** Resolves once the gateway knows that the call is in view. */
  readonly toldAt: ReturnType<typeof useShown>;
  readonly deny: RefObject<HTMLButtonElement | null>;
  readonly allow: RefObject<HTMLButtonElement | null>;
  readonly grace: ReturnType<typeof useGrace>;
}

/** Two buttons, of which neither is the friendlier one, and everything else behind a third. */
export function PromptActions({ hold, toldAt, deny, allow, grace }: PromptActionsProps) {
  const { isBusy, decide, pauseAfter, note, setNote, tellAgent, setTellAgent } = useDecide(hold, toldAt);
  const [hasForms, setForms] = useState(false);
  const isLate = hold.state === 'expired';
  useEffect(() => deny.current?.focus({ preventScroll: true }), [deny, hold.id, hold.state]);
  if (hold.state === 'resolved') return null;
  const isOff = isBusy || grace.isInert;
  return (
    <div className={classes['actions']} onKeyDownCapture={grace.guardKey} data-inert={grace.isInert || undefined}>
      <div className={classes['note']}>
        <TextInput
          size="xs"
          label={prompt.note}
          placeholder={prompt.notePlaceholder}
          maxLength={500}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {note !== '' && (
          <Checkbox
            size="xs"
            label={prompt.tellAgent}
            checked={tellAgent}
            onChange={({ currentTarget }) => setTellAgent(currentTarget.checked)}
          />
        )}
      </div>
      <div className={classes['buttons']}>
        <Button
          ref={deny}
          size="md"
          variant="filled"
          color="neutral"
          data-decision="deny"
          aria-keyshortcuts="D Escape"
          onClick={() => void (isBusy || decide('deny'))}
        >
          {prompt.deny}
        </Button>
        <Button
          ref={allow}
          size="md"
          variant="outline"
          color="neutral"
          data-decision="allow"
          aria-keyshortcuts="A"
          onClick={() => void (isOff || decide('allow', isLate ? { scope: 'next-call' } : {}))}
        >
          {isLate ? prompt.allowLate : prompt.allow}
        </Button>
        {/* Of a test nothing is remembered, and nobody is there to be paused. */}
        {hold.isTest !== true && (
          <MoreMenu
            hold={hold}
            isOff={isOff}
            onAllow={(scope) => void decide('allow', { scope })}
            onForms={() => setForms(true)}
            onDenyAlways={() => void decide('deny', { scope: 'always-deny' })}
            onPause={pauseAfter}
          />
        )}
      </div>
      <ArgumentForms
        hold={hold}
        isOpen={hasForms}
        onClose={() => setForms(false)}
        onAllow={(forms) => void decide('allow', { scope: 'always-these-arguments', arguments: forms })}
      />
    </div>
  );
}

const LONGER = ['next-call', 'session', 'day', 'always'] as const satisfies readonly ApprovalScope[];

interface MoreMenuProps {
  readonly hold: Hold;
  readonly isOff: boolean;
  readonly onAllow: (scope: ApprovalScope) => void;
  readonly onForms: () => void;
  readonly onDenyAlways: () => void;
  readonly onPause: (target: 'client' | 'server') => void;
}

function MoreMenu({ hold, isOff, onAllow, onForms, onDenyAlways, onPause }: MoreMenuProps) {
  const offered = LONGER.filter((scope) => hold.state === 'pending' && hold.scopes.includes(scope));
  const hasForms = hold.scopes.includes('always-these-arguments');
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="md"
          variant="subtle"
          color="neutral"
          data-decision="more"
          rightSection={<ChevronDown size={14} aria-hidden />}
          disabled={isOff}
        >
          {prompt.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(offered.length > 0 || hasForms) && <Menu.Label>{prompt.allowing}</Menu.Label>}
        {offered.map((scope) => (
          <Menu.Item key={scope} data-scope={scope} onClick={() => onAllow(scope)}>
            {prompt.scope[scope]}
          </Menu.Item>
        ))}
        {hasForms && <Menu.Item onClick={onForms}>{prompt.scope['always-these-arguments']}</Menu.Item>}
        <Menu.Label>{prompt.denying}</Menu.Label>
        {hold.scopes.includes('always-deny') && (
          <Menu.Item onClick={onDenyAlways}>{prompt.scope['always-deny']}</Menu.Item>
        )}
        <Menu.Item onClick={() => onPause('client')}>{prompt.denyAndPauseClient}</Menu.Item>
        <Menu.Item onClick={() => onPause('server')}>{prompt.denyAndPauseServer}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
