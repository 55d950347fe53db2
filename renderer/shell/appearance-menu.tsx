import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Check, SunMoon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useConsole } from '../stores/console';
import { strings } from '../strings/strings';
import { CONTRASTS, MOTIONS, SCHEMES } from '../theme/read-appearance';

const { shell } = strings;

/** Colours, contrast and motion. */
export function AppearanceMenu() {
  const { appearance } = useConsole();
  const { scheme, contrast, motion } = useStore(appearance);
  return (
    <Menu width={200} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Tooltip label={shell.appearance}>
          <ActionIcon aria-label={shell.appearance}>
            <SunMoon size={18} strokeWidth={1.5} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Group title={shell.scheme.title}>
          {SCHEMES.map((each) => (
            <Choice
              key={each}
              name={shell.scheme[each]}
              isChosen={each === scheme}
              onChoose={() => appearance.choose({ scheme: each })}
            />
          ))}
        </Group>
        <Group title={shell.contrast.title}>
          {CONTRASTS.map((each) => (
            <Choice
              key={each}
              name={shell.contrast[each]}
              isChosen={each === contrast}
              onChoose={() => appearance.choose({ contrast: each })}
            />
          ))}
        </Group>
        <Group title={shell.motion.title}>
          {MOTIONS.map((each) => (
            <Choice
              key={each}
              name={shell.motion[each]}
              isChosen={each === motion}
              onChoose={() => appearance.choose({ motion: each })}
            />
          ))}
        </Group>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Three of them are called “As the system”: a group says of what. */
function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={title}>
      <Menu.Label aria-hidden>{title}</Menu.Label>
      {children}
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, isChosen, onChoose }: ChoiceProps) {
  return (
    <Menu.RadioItem
      value={name}
      checked={isChosen}
      onChange={onChoose}
      checkIcon={<Check size={14} strokeWidth={2.5} aria-hidden />}
    >
      {name}
    </Menu.RadioItem>
  );
}
