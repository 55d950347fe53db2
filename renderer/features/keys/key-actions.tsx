import { Menu, Select } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { useAction } from '../../hooks/use-action';
import { useDialogs } from '../../hooks/use-dialogs';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { Issued } from './issued-key';
import type { KeyRow } from './people';

const { keys: words, common } = strings;
const GRACES_S = { now: 0, hour: 3_600, day: 86_400 } as const;
type Grace = keyof typeof GRACES_S;
const GRACES = Object.keys(GRACES_S) as readonly Grace[];

interface KeyActionsProps {
  readonly apiKey: KeyRow;
  readonly name: string;
  readonly onIssued: (issued: Issued) => void;
  readonly onChange: () => Promise<void>;
}

/** What may be done with a key. */
export function KeyActions({ apiKey, name, onIssued, onChange }: KeyActionsProps) {
  const { client } = useConsole();
  const { run } = useAction();
  const { open, frame, act } = useDialogs<'rotate' | 'remove'>(onChange);
  const [grace, setGrace] = useState<Grace>('day');
  const id = apiKey.api_key_id;
  const toggle = (): void =>
    void run(
      async () => {
        await client.keys[apiKey.disabled ? 'enable' : 'disable']({ api_key: id });
        await onChange();
      },
      apiKey.disabled ? words.enabled(name) : words.disabled(name),
    );
  const rotate = (): void =>
    act(async () => {
      const made = await client.keys.rotate({ api_key: id, grace_seconds: GRACES_S[grace] });
      onIssued({ name, text: made.api_key });
    });
  const remove = (): void => act(() => client.keys.delete({ api_key: id }), words.removed(name));
  return (
    <>
      <RowMenu label={common.actionsFor(name)}>
        <Menu.Item onClick={() => open('rotate')}>{words.rotate} …</Menu.Item>
        <Menu.Item onClick={toggle}>{apiKey.disabled ? words.enable : words.disable}</Menu.Item>
        <Menu.Item color="danger" onClick={() => open('remove')}>
          {words.remove} …
        </Menu.Item>
      </RowMenu>
      <FormDialog title={words.rotateTitle(name)} word={words.rotate} {...frame('rotate')} onSubmit={rotate}>
        <p>{words.rotateText}</p>
        <Select
          label={words.grace}
          data={GRACES.map((each) => ({ value: each, label: words.graces[each] }))}
          value={grace}
          onChange={(value) => setGrace(GRACES.find((each) => each === value) ?? 'day')}
          allowDeselect={false}
        />
      </FormDialog>
      <ConfirmDialog title={words.removeTitle(name)} word={words.remove} {...frame('remove')} onConfirm={remove}>
        {words.removeText}
      </ConfirmDialog>
    </>
  );
}
