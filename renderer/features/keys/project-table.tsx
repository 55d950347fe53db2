import { Select, Table, TextInput } from '@mantine/core';
import { FolderKanban } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { DetailText } from '../../components/detail-text';
import { FormDialog } from '../../components/form-dialog';
import type { Act, DialogFrame } from '../../hooks/use-dialogs';
import { useConsole } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { Directory } from './directory';
import type { People } from './people';
import { ProjectActions } from './project-actions';

const { projects: words } = strings.keys;

interface ProjectTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** Which people use which servers. */
export function ProjectTable({ people, onChange }: ProjectTableProps) {
  return (
    <Directory
      label={strings.keys.tabs.projects}
      icon={FolderKanban}
      words={words}
      entries={people.projects}
      textsOf={({ project_name, project_id, mcp_config }) => [
        project_name,
        project_id,
        mcp_config?.mcp_config_name ?? null,
      ]}
      line={(project) => (
        <Table.Tr key={project.project_id}>
          <Table.Th scope="row">
            {project.project_name}
            <DetailText>{project.project_id}</DetailText>
          </Table.Th>
          <Table.Td>{project.mcp_config?.mcp_config_name ?? words.noSet}</Table.Td>
          <Table.Td>{formatNumber(project.users)}</Table.Td>
          <Table.Td>{formatNumber(project.api_keys)}</Table.Td>
          <Table.Td>{project.created_at === null ? '–' : <Ago at={Date.parse(project.created_at)} />}</Table.Td>
          <Table.Td>
            <ProjectActions project={project} people={people} onChange={onChange} />
          </Table.Td>
        </Table.Tr>
      )}
      creation={(frame, act) => <CreateProject people={people} frame={frame} act={act} />}
      onChange={onChange}
    />
  );
}

interface CreateProjectProps {
  readonly people: People;
  readonly frame: DialogFrame;
  readonly act: Act;
}

function CreateProject({ people: { sets }, frame, act }: CreateProjectProps) {
  const { client } = useConsole();
  const [name, setName] = useState('');
  const [set, setSet] = useState<string | null>(sets[0]?.mcp_config_id ?? null);
  const create = (): void =>
    act(async () => {
      await client.projects.create({ project_name: name.trim(), mcp_config_name: set });
      setName('');
    }, words.added(name.trim()));
  return (
    <FormDialog title={words.create} word={words.create} {...frame} onSubmit={create}>
      <TextInput
        label={words.name}
        required
        maxLength={200}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <Select
        label={words.set}
        placeholder={words.noSet}
        data={sets.map(({ mcp_config_id, mcp_config_name }) => ({ value: mcp_config_id, label: mcp_config_name }))}
        value={set}
        onChange={setSet}
        clearable
      />
    </FormDialog>
  );
}
