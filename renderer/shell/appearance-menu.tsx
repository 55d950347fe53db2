import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Check, SunMoon } from 'lucide-react';
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
    <Menu closeOnItemClick={false} width={200}>
      <Menu.Target>
        <Tooltip label={shell.appearance}>
          <ActionIcon aria-label={shell.appearance}>
            <SunMoon size={18} strokeWidth={1.5} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shell.scheme.title}</Menu.Label>
        {SCHEMES.map((each) => (
          <Choice
            key={each}
            name={shell.scheme[each]}
            isChosen={each === scheme}
            onChoose={() => appearance.choose({ scheme: each })}
          />
        ))}
        <Menu.Label>{shell.contrast.title}</Menu.Label>
        {CONTRASTS.map((each) => (
          <Choice
            key={each}
            name={shell.contrast[each]}
            isChosen={each === contrast}
            onChoose={() => appearance.choose({ contrast: each })}
          />
        ))}
        <Menu.Label>{shell.motion.title}</Menu.Label>
        {MOTIONS.map((each) => (
          <Choice
            key={each}
            name={shell.motion[each]}
            isChosen={each === motion}
            onChoose={() => appearance.choose({ motion: each })}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, isChosen, onChoose }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={isChosen}
      onClick={onChoose}
      rightSection={isChosen ? <Check size={14} aria-hidden /> : undefined}
    >
      {name}
    </Menu.Item>
  );
}
