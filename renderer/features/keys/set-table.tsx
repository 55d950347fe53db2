import { Select, Table, TextInput } from '@mantine/core';
import { Boxes } from 'lucide-react';
import { useState } from 'react';
import { DetailText } from '../../components/detail-text';
import { FormDialog } from '../../components/form-dialog';
import type { Act, DialogFrame } from '../../hooks/use-dialogs';
import { useConsole } from '../../stores/console';
import { formatList, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { Directory } from './directory';
import type { People } from './people';
import { SetActions } from './set-actions';

const { sets: words } = strings.keys;

interface SetTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** Named sets of servers, and which projects use them. */
export function SetTable({ people, onChange }: SetTableProps) {
  return (
    <Directory
      label={strings.keys.tabs.sets}
      icon={Boxes}
      words={words}
      entries={people.sets}
      textsOf={({ mcp_config_name, mcp_config_id }) => [mcp_config_name, mcp_config_id]}
      line={(set) => (
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
      )}
      creation={(frame, act) => <CreateSet people={people} frame={frame} act={act} />}
      onChange={onChange}
    />
  );
}

interface CreateSetProps {
  readonly people: People;
  readonly frame: DialogFrame;
  readonly act: Act;
}

function CreateSet({ people: { sets }, frame, act }: CreateSetProps) {
  const { client } = useConsole();
  const [name, setName] = useState('');
  const [source, setSource] = useState<string | null>(null);
  const create = (): void =>
    act(async () => {
      if (source === null) await client.configs.create({ config_name: name.trim() });
      else await client.configs.copy({ source_config: source, target_config: name.trim() });
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
