import { Switch } from '@mantine/core';
import type { AutostartState } from '../../shared/contract/desktop-facts';
import { strings } from '../strings/strings';

const { desktop: words } = strings.settings;

interface StartAtLoginProps {
  readonly state: AutostartState;
  readonly onChange: (isOn: boolean) => void;
}

/** What nobody knows is shown as unknown, and not as off. */
export function StartAtLogin({ state, onChange }: StartAtLoginProps) {
  if (state.kind === 'unknown') return <p>{words.startUnknown(state.why)}</p>;
  return (
    <Switch
      label={words.start}
      description={textOf(state)}
      checked={state.kind === 'on' || state.kind === 'needs-approval'}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

function textOf(state: AutostartState): string {
  if (state.kind === 'other') return words.startOther(state.program);
  return state.kind === 'needs-approval' ? words.startNeedsApproval : words.startText;
}
