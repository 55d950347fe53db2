import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../components/form-dialog';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { knownOf } from '../../model/load';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { Issued } from './issued-key';
import { endOf, type Lifetime, LIFETIMES } from './lifetimes';
import type { People } from './people';

const { form, ...words } = strings.keys;

interface CreateKeyProps {
  readonly people: People;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onIssued: (issued: Issued) => void;
  readonly onChange: () => Promise<void>;
}

/** Makes a key of a person for a project of theirs. */
export function CreateKey({ people: { users }, isOpen, onClose, onIssued, onChange }: CreateKeyProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [chosenUser, setUser] = useState<string | null>(null);
  const [chosenProject, setProject] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('never');
  const user = chosenUser ?? users[0]?.user_id ?? '';
  const { load } = useResource(
    () => (user === '' || !isOpen ? Promise.resolve([]) : client.users.listProjects({ user_identifier: user })),
    `${user} ${isOpen}`,
  );
  const projects = knownOf(load) ?? [];
  const project = projects.find(({ project_id }) => project_id === chosenProject) ?? projects[0];
  const create = async (): Promise<void> => {
    if (project === undefined) return;
    const expires = endOf(lifetime, Date.now());
    await run(async () => {
      const made = await client.users.createKey({
        user_identifier: user,
        project_name: project.project_id,
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        ...(expires === undefined ? {} : { expires_at: expires }),
      });
      setName('');
      onClose();
      onIssued({ name: made.name ?? made.api_key_id, text: made.api_key });
      await onChange();
    });
  };
  return (
    <FormDialog
      title={words.create}
      word={words.create}
      isOpen={isOpen}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={() => void create()}
    >
      <TextInput
        label={form.name}
        description={form.nameHint}
        maxLength={200}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <Select
        label={form.person}
        data={users.map(({ user_id, email, name: called }) => ({ value: user_id, label: email ?? called }))}
        value={user === '' ? null : user}
        onChange={setUser}
        searchable
        allowDeselect={false}
        required
      />
      <Select
        label={form.project}
        description={form.projectHint}
        data={projects.map(({ project_id, project_name }) => ({ value: project_id, label: project_name }))}
        value={project?.project_id ?? null}
        onChange={setProject}
        allowDeselect={false}
        required
        error={load.phase === 'ready' && projects.length === 0 ? form.noProject : undefined}
      />
      <Select
        label={form.expires}
        data={LIFETIMES.map((each) => ({ value: each, label: form.lifetimes[each] }))}
        value={lifetime}
        onChange={(value) => setLifetime(LIFETIMES.find((each) => each === value) ?? 'never')}
        allowDeselect={false}
      />
    </FormDialog>
  );
}
