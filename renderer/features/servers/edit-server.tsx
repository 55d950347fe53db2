import { Modal } from '@mantine/core';
import { useState } from 'react';
import { FormButtons } from '../../components/form-buttons';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './add-server.module.css';
import { problemsOf, variablesOf } from './environment-draft';
import { EnvironmentFields } from './environment-fields';
import { settleEnvironment } from './save-environment';
import { EMPTY_DRAFT, membersOf, type ServerDraft } from './server-draft';
import { ServerFields } from './server-fields';
import type { ServerPlace } from './server-place';

const { servers: words } = strings;

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
  const [before] = useState(() => draftOf(entry));
  const [draft, setDraft] = useState(before);
  const [variables, setVariables] = useState(() => variablesOf(entry));
  const [stored] = useState(() => new Set<string>());
  const [isChecked, setChecked] = useState(false);
  const hasProblem = variables.some((one) => Object.keys(problemsOf(one, variables)).length > 0);
  const save = async (): Promise<void> => {
    setChecked(true);
    if (hasProblem) return;
    const isDone = await run(async () => {
      const env = await settleEnvironment(client, place, { variables, stored });
      await client.servers.update({
        config_identifier: place.config,
        server_name: place.server,
        ...changedMembers(before, draft),
        ...(env === undefined ? {} : { env }),
      });
    }, words.form.saved(place.server));
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
      {draft.kind !== 'http' && (
        <EnvironmentFields variables={variables} isChecked={isChecked} onVariables={setVariables} />
      )}
      <FormButtons word={words.form.save} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}

/** What a field cannot show, such as an argument of two lines, stays where nobody touched the field. */
function changedMembers(before: ServerDraft, draft: ServerDraft): Partial<ReturnType<typeof membersOf>> {
  const isSame = before.command === draft.command && before.args === draft.args && before.url === draft.url;
  return membersOf(isSame ? { ...draft, kind: 'bundled' } : draft);
}

/** The environment has fields of its own. */
function draftOf(entry: Readonly<Record<string, unknown>>): ServerDraft {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const { command, args, url, bundled, description } = entry;
  return {
    ...EMPTY_DRAFT,
    kind: bundled !== undefined ? 'bundled' : url === undefined ? 'program' : 'http',
    command: text(command),
    args: Array.isArray(args) ? args.map(text).join('\n') : '',
    url: text(url),
    description: text(description),
  };
}
