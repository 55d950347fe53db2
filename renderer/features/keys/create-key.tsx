import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../components/form-dialog';
import type { Act, DialogFrame } from '../../hooks/use-dialogs';
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
  readonly frame: DialogFrame;
  readonly act: Act;
  readonly onIssued: (issued: Issued) => void;
}

/** Makes a key of a person for a project of theirs. */
export function CreateKey({ people: { users }, frame, act, onIssued }: CreateKeyProps) {
  const { client } = useConsole();
  const [chosenUser, setUser] = useState<string | null>(null);
  const [chosenProject, setProject] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('never');
  const user = chosenUser ?? users[0]?.user_id ?? '';
  const { load } = useResource(
    () => (user === '' || !frame.isOpen ? Promise.resolve([]) : client.users.listProjects({ user_identifier: user })),
    `${user} ${frame.isOpen}`,
  );
  const projects = knownOf(load) ?? [];
  const project = projects.find(({ project_id }) => project_id === chosenProject) ?? projects[0];
  const create = (): void => {
    if (project === undefined) return;
    const expires = endOf(lifetime, Date.now());
    act(async () => {
      const made = await client.users.createKey({
        user_identifier: user,
        project_name: project.project_id,
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        ...(expires === undefined ? {} : { expires_at: expires }),
      });
      setName('');
      onIssued({ name: made.name ?? made.api_key_id, text: made.api_key });
    });
  };
  return (
    <FormDialog
      title={words.create}
      word={words.create}
      {...frame}
      isDisabled={project === undefined}
      onSubmit={create}
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
