import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../components/card';
import { FactList } from '../../components/fact-list';
import { FormDialog } from '../../components/form-dialog';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { formatList } from '../../strings/format';
import { strings } from '../../strings/strings';

const { enkrypt: words } = strings.settings;

/** Whether there is a key for Enkrypt, and who uses it; never the key. */
export function EnkryptKey() {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const { load, refresh } = useResource(() => client.settings.getEnkryptApiKey({}), 'enkrypt');
  const [isOpen, setOpen] = useState(false);
  const [value, setValue] = useState('');
  const close = (): void => {
    setOpen(false);
    setValue('');
  };
  const save = (): void =>
    void run(async () => {
      await client.settings.setEnkryptApiKey({ api_key: value });
      close();
      await refresh();
    }, words.saved);
  return (
    <Card title={words.title} actions={<Button onClick={() => setOpen(true)}>{words.change} …</Button>}>
      <p>{words.explain}</p>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {({ is_set: isSet, guardrails }) => (
          <FactList
            facts={[
              [words.state, isSet ? words.set : words.notSet],
              [words.usedBy, guardrails.length === 0 ? words.nobody : formatList(guardrails)],
            ]}
          />
        )}
      </Loaded>
      <FormDialog
        title={words.change}
        word={words.change}
        isOpen={isOpen}
        isBusy={isBusy}
        onClose={close}
        onSubmit={save}
      >
        <PasswordInput
          label={words.label}
          required
          autoComplete="off"
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
          data-autofocus
        />
      </FormDialog>
    </Card>
  );
}
