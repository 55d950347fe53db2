import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../components/form-dialog';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';

const { secrets: words } = strings;
const { form } = words;

interface SetSecretProps {
  /** Absent: a new one. */
  readonly name: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

/** Takes a value, which leaves this page once and stays nowhere in it. */
export function SetSecret({ name, onClose, onDone }: SetSecretProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [newName, setNewName] = useState('');
  const [value, setValue] = useState('');
  const id = name ?? newName.trim();
  const save = (): void =>
    void run(async () => {
      await client.secrets.set({ id, value });
      onClose();
      await onDone();
    }, words.saved(id));
  return (
    <FormDialog
      title={name === undefined ? words.add : form.title(name)}
      word={form.save}
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={save}
    >
      {name === undefined && (
        <TextInput
          label={form.name}
          description={form.nameHint}
          required
          value={newName}
          onChange={({ currentTarget }) => setNewName(currentTarget.value)}
          data-autofocus
        />
      )}
      <PasswordInput
        label={form.value}
        description={form.valueHint}
        required
        autoComplete="off"
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
    </FormDialog>
  );
}
