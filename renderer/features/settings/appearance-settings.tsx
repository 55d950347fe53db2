import { Select } from '@mantine/core';
import { useStore } from 'zustand';
import { Card } from '../../components/card';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { type Appearance, CONTRASTS, MOTIONS, SCHEMES } from '../../theme/read-appearance';
import classes from './settings-page.module.css';

const { shell, settings } = strings;

/** Colours, contrast and motion of this browser, or of the windows of the desktop. */
export function AppearanceSettings() {
  const { appearance, desktop } = useConsole();
  const { scheme, contrast, motion } = useStore(appearance);
  const choose = (change: Partial<Appearance>): void => appearance.choose(change);
  return (
    <Card title={settings.appearance.title}>
      <p>{settings.appearance.explain[desktop === undefined ? 'browser' : 'desktop']}</p>
      <div className={classes['form']}>
        <Select
          label={shell.scheme.title}
          data={SCHEMES.map((value) => ({ value, label: shell.scheme[value] }))}
          value={scheme}
          onChange={(value) => choose({ scheme: SCHEMES.find((each) => each === value) ?? 'auto' })}
          allowDeselect={false}
        />
        <Select
          label={shell.contrast.title}
          data={CONTRASTS.map((value) => ({ value, label: shell.contrast[value] }))}
          value={contrast}
          onChange={(value) => choose({ contrast: CONTRASTS.find((each) => each === value) ?? 'auto' })}
          allowDeselect={false}
        />
        <Select
          label={shell.motion.title}
          data={MOTIONS.map((value) => ({ value, label: shell.motion[value] }))}
          value={motion}
          onChange={(value) => choose({ motion: MOTIONS.find((each) => each === value) ?? 'auto' })}
          allowDeselect={false}
        />
      </div>
    </Card>
  );
}
