import { Button, Select, Table, TextInput } from '@mantine/core';
import { FolderKanban, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { FormDialog } from '../../components/form-dialog';
import { SearchBar } from '../../components/search-bar';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { type People, says } from './people';
import { ProjectActions } from './project-actions';

const { common } = strings;
const { projects: words } = strings.keys;

interface ProjectTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** Which people use which servers. */
export function ProjectTable({ people, onChange }: ProjectTableProps) {
  const { projects } = people;
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const shown = projects.filter(({ project_name, project_id, mcp_config }) =>
    says(search, project_name, project_id, mcp_config?.mcp_config_name ?? null),
  );
  const create = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <>
      {projects.length === 0 ? (
        <EmptyState icon={FolderKanban} title={words.empty} actions={create}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <SearchBar label={words.search} value={search} onSearch={setSearch}>
          {create}
        </SearchBar>
      )}
      {projects.length > 0 && shown.length === 0 && <EmptyState icon={Search} title={words.noMatch} />}
      {shown.length > 0 && (
        <TableScroll label={strings.keys.tabs.projects}>
          <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
          <Table.Tbody>
            {shown.map((project) => (
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
            ))}
          </Table.Tbody>
        </TableScroll>
      )}
      <CreateProject people={people} isOpen={isCreating} onClose={() => setCreating(false)} onChange={onChange} />
    </>
  );
}

interface CreateProjectProps extends ProjectTableProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function CreateProject({ people: { sets }, isOpen, onClose, onChange }: CreateProjectProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [name, setName] = useState('');
  const [set, setSet] = useState<string | null>(sets[0]?.mcp_config_id ?? null);
  const create = (): void =>
    void run(async () => {
      await client.projects.create({ project_name: name.trim(), mcp_config_name: set });
      setName('');
      onClose();
      await onChange();
    }, words.added(name.trim()));
  return (
    <FormDialog
      title={words.create}
      word={words.create}
      isOpen={isOpen}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={create}
    >
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
