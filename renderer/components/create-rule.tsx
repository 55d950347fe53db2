import { Button, Menu } from '@mantine/core';
import { FileCheck2 } from 'lucide-react';
import { plainName } from '../../shared/text/plain-name';
import type { ProposedRule } from '../model/proposed-rule';
import { strings } from '../strings/strings';

const { create: words } = strings.rules;

interface CreateRuleProps {
  /** What it may be about. */
  readonly proposed: readonly ProposedRule[];
  readonly isBusy: boolean;
  readonly onChoose: (rule: ProposedRule) => void;
}

/** Leads from a call to the form for a rule about one of its arguments. Nothing is changed by it. */
export function CreateRule({ proposed, isBusy, onChoose }: CreateRuleProps) {
  const face = { size: 'xs', leftSection: <FileCheck2 size={14} aria-hidden />, loading: isBusy } as const;
  if (proposed.length === 0) {
    return (
      <Button {...face} onClick={() => onChoose({ argument: '' })}>
        {words.button}
      </Button>
    );
  }
  return (
    <Menu>
      <Menu.Target>
        <Button {...face}>{words.button}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.about}</Menu.Label>
        {proposed.map((rule) => (
          <Menu.Item key={rule.argument} onClick={() => onChoose(rule)}>
            <code>{plainName(rule.argument)}</code>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
