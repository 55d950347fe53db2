import { Button, Checkbox, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../components/card';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './settings-page.module.css';

const { telemetry: words } = strings.settings;

/** Where telemetry is sent. What is configured now is not asked for: its headers may hold credentials. */
export function TelemetrySettings() {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [isEnabled, setEnabled] = useState(true);
  const [url, setUrl] = useState('');
  const [isInsecure, setInsecure] = useState(false);
  const save = (): void =>
    void run(
      () =>
        client.settings.setTelemetry(
          isEnabled
            ? { enabled: true, url: url.trim(), ...(isInsecure ? { insecure: true } : {}) }
            : { enabled: false },
        ),
      isEnabled ? words.saved : words.stopped,
    );
  return (
    <Card title={words.title}>
      <p>{words.explain}</p>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Switch
          label={words.enabled}
          checked={isEnabled}
          onChange={({ currentTarget }) => setEnabled(currentTarget.checked)}
        />
        {isEnabled && (
          <>
            <TextInput
              type="url"
              label={words.url}
              description={words.urlHint}
              required
              value={url}
              onChange={({ currentTarget }) => setUrl(currentTarget.value)}
            />
            <Checkbox
              label={words.insecure}
              checked={isInsecure}
              onChange={({ currentTarget }) => setInsecure(currentTarget.checked)}
            />
          </>
        )}
        <Button type="submit" loading={isBusy}>
          {words.save}
        </Button>
      </form>
    </Card>
  );
}
