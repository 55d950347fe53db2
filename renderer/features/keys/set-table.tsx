import { Button, Select, Table, TextInput } from '@mantine/core';
import { Boxes, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { ColumnHeads } from '../../components/column-heads';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { FormDialog } from '../../components/form-dialog';
import { SearchBar } from '../../components/search-bar';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatList, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { type People, says } from './people';
import { SetActions } from './set-actions';

const { common } = strings;
const { sets: words } = strings.keys;

interface SetTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** Named sets of servers, and which projects use them. */
export function SetTable({ people, onChange }: SetTableProps) {
  const { sets } = people;
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const shown = sets.filter(({ mcp_config_name, mcp_config_id }) => says(search, mcp_config_name, mcp_config_id));
  const create = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <>
      {sets.length === 0 ? (
        <EmptyState icon={Boxes} title={words.empty} actions={create}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <SearchBar label={words.search} value={search} onSearch={setSearch}>
          {create}
        </SearchBar>
      )}
      {sets.length > 0 && shown.length === 0 && <EmptyState icon={Search} title={words.noMatch} />}
      {shown.length > 0 && (
        <TableScroll label={strings.keys.tabs.sets}>
          <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
          <Table.Tbody>
            {shown.map((set) => (
              <Table.Tr key={set.mcp_config_id}>
                <Table.Th scope="row">
                  {set.mcp_config_name}
                  <DetailText>{set.mcp_config_id}</DetailText>
                </Table.Th>
                <Table.Td>{formatNumber(set.servers)}</Table.Td>
                <Table.Td>
                  {set.used_by_projects.length === 0
                    ? words.unused
                    : formatList(set.used_by_projects.map(({ project_name }) => project_name))}
                </Table.Td>
                <Table.Td>
                  <SetActions set={set} onChange={onChange} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableScroll>
      )}
      <CreateSet people={people} isOpen={isCreating} onClose={() => setCreating(false)} onChange={onChange} />
    </>
  );
}

interface CreateSetProps extends SetTableProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function CreateSet({ people: { sets }, isOpen, onClose, onChange }: CreateSetProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [name, setName] = useState('');
  const [source, setSource] = useState<string | null>(null);
  const create = (): void =>
    void run(async () => {
      if (source === null) await client.configs.create({ config_name: name.trim() });
      else await client.configs.copy({ source_config: source, target_config: name.trim() });
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
        label={words.from}
        placeholder={words.fromNone}
        data={sets.map(({ mcp_config_id, mcp_config_name }) => ({ value: mcp_config_id, label: mcp_config_name }))}
        value={source}
        onChange={setSource}
        clearable
      />
    </FormDialog>
  );
}
