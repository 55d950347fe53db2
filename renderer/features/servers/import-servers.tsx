import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { ProblemPlace } from '../../components/problem-place';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './add-server.module.css';

const { servers: words } = strings;
const { form } = words;

type Preview = Awaited<ReturnType<AdminClient['imports']['preview']>>;

/** Takes over what another program has configured; first says what would come of it. */
export function ImportServers({ onClose }: { readonly onClose: () => void }) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<Preview | undefined>(undefined);
  const type = (given: string): void => {
    setText(given);
    setPreview(undefined);
  };
  const look = (): void => void run(async () => setPreview(await client.imports.preview({ text })));
  const apply = async (): Promise<void> => {
    const isDone = await run(async () => {
      await client.imports.apply({ text });
      await stores.servers.refresh();
    }, form.imported);
    if (!isDone) return;
    type('');
    onClose();
  };
  return (
    <div className={classes['form']}>
      <Textarea
        label={form.paste}
        autosize
        minRows={6}
        maxRows={14}
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      {preview !== undefined && <PreviewText preview={preview} />}
      <ProblemPlace />
      <Group justify="space-between">
        <FileButton onChange={(file) => void file?.text().then(type)} accept=".json,.jsonc,.toml,.yaml,.yml">
          {(props) => (
            <Button {...props} variant="subtle">
              {form.file}
            </Button>
          )}
        </FileButton>
        <Button
          variant="filled"
          disabled={text.trim() === ''}
          loading={isBusy}
          onClick={preview === undefined ? look : () => void apply()}
        >
          {preview === undefined ? form.look : form.apply}
        </Button>
      </Group>
    </div>
  );
}

function PreviewText({ preview }: { readonly preview: Preview }) {
  const added = Object.entries(preview.added).filter(([, names]) => names.length > 0);
  return (
    <section aria-live="polite">
      <h3>{form.willAdd}</h3>
      {added.length === 0 && <p>{form.nothing}</p>}
      <ul className={classes['found']}>
        {added.map(([section, names]) => (
          <li key={section}>
            {section}: {names.join(', ')}
          </li>
        ))}
      </ul>
      {preview.secrets.length > 0 && (
        <>
          <h3>{form.secrets}</h3>
          <p>{form.secretsText}</p>
          <ul className={classes['found']}>
            {preview.secrets.map(({ place, masked }) => (
              <li key={place}>
                <code>{place}</code> {masked}
              </li>
            ))}
          </ul>
        </>
      )}
      {preview.notes.length > 0 && (
        <details>
          <summary>{form.notes}</summary>
          <ul className={classes['found']}>
            {preview.notes.map(({ place, outcome, detail }, index) => (
              <li key={index}>
                <code>{place}</code>: {form.outcome[outcome]}
                {detail !== undefined && ` – ${detail}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
