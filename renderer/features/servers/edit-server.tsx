import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { ProblemPlace } from '../../components/problem-place';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './add-server.module.css';
import { EMPTY_DRAFT, membersOf, type ServerDraft } from './server-draft';
import { ServerFields } from './server-fields';
import type { ServerPlace } from './server-place';

const { servers: words, common } = strings;

interface EditServerProps {
  readonly place: ServerPlace;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Changes how a server is reached; what is not shown here stays as it is. */
export function EditServer({ place, entry, isOpen, onClose, onDone }: EditServerProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`${words.edit}: ${place.server}`} size="lg">
      <EditForm place={place} entry={entry} onClose={onClose} onDone={onDone} />
    </Modal>
  );
}

function EditForm({ place, entry, onClose, onDone }: Omit<EditServerProps, 'isOpen'>) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [draft, setDraft] = useState(() => draftOf(entry));
  const save = async (): Promise<void> => {
    const isDone = await run(
      () =>
        client.servers.update({
          config_identifier: place.config,
          server_name: place.server,
          ...membersOf(draft),
        }),
      words.form.saved(place.server),
    );
    if (!isDone) return;
    onDone();
    onClose();
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ServerFields draft={draft} onDraft={setDraft} isNew={false} />
      <ProblemPlace />
      <Group justify="flex-end">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy}>
          {words.form.save}
        </Button>
      </Group>
    </form>
  );
}

/** The environment is left out: its values are masked, and would be saved as masks. */
function draftOf(entry: Readonly<Record<string, unknown>>): ServerDraft {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const { command, args, url, description } = entry;
  return {
    ...EMPTY_DRAFT,
    kind: url === undefined ? 'program' : 'http',
    command: text(command),
    args: Array.isArray(args) ? args.map(text).join('\n') : '',
    url: text(url),
    description: text(description),
  };
}
