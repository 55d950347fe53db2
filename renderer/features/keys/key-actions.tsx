import { Menu, Select } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { useAction } from '../../hooks/use-action';
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
  const { isBusy, run } = useAction();
  const [dialog, setDialog] = useState<'rotate' | 'remove' | undefined>(undefined);
  const [grace, setGrace] = useState<Grace>('day');
  const id = apiKey.api_key_id;
  const close = (): void => setDialog(undefined);
  const toggle = (): void =>
    void run(
      async () => {
        await client.keys[apiKey.disabled ? 'enable' : 'disable']({ api_key: id });
        await onChange();
      },
      apiKey.disabled ? words.enabled(name) : words.disabled(name),
    );
  const rotate = (): void =>
    void run(async () => {
      const made = await client.keys.rotate({ api_key: id, grace_seconds: GRACES_S[grace] });
      close();
      onIssued({ name, text: made.api_key });
      await onChange();
    });
  const remove = (): void =>
    void run(async () => {
      await client.keys.delete({ api_key: id });
      close();
      await onChange();
    }, words.removed(name));
  return (
    <>
      <RowMenu label={common.actionsFor(name)}>
        <Menu.Item onClick={() => setDialog('rotate')}>{words.rotate} …</Menu.Item>
        <Menu.Item onClick={toggle}>{apiKey.disabled ? words.enable : words.disable}</Menu.Item>
        <Menu.Item color="danger" onClick={() => setDialog('remove')}>
          {words.remove} …
        </Menu.Item>
      </RowMenu>
      <FormDialog
        title={words.rotateTitle(name)}
        word={words.rotate}
        isOpen={dialog === 'rotate'}
        isBusy={isBusy}
        onClose={close}
        onSubmit={rotate}
      >
        <p>{words.rotateText}</p>
        <Select
          label={words.grace}
          data={GRACES.map((each) => ({ value: each, label: words.graces[each] }))}
          value={grace}
          onChange={(value) => setGrace(GRACES.find((each) => each === value) ?? 'day')}
          allowDeselect={false}
        />
      </FormDialog>
      <ConfirmDialog
        title={words.removeTitle(name)}
        word={words.remove}
        isOpen={dialog === 'remove'}
        isBusy={isBusy}
        onClose={close}
        onConfirm={remove}
      >
        {words.removeText}
      </ConfirmDialog>
    </>
  );
}
