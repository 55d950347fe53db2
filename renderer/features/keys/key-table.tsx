import { Button, Table } from '@mantine/core';
import { Ban, CircleCheck, CircleX, Clock, KeyRound, type LucideIcon, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { SearchBar } from '../../components/search-bar';
import { StatusPill } from '../../components/status-pill';
import { TableScroll } from '../../components/table-scroll';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { Tone } from '../../theme/theme';
import { CreateKey } from './create-key';
import { type Issued, IssuedKey } from './issued-key';
import { KeyActions } from './key-actions';
import { lastUses } from './last-uses';
import { keyName, type KeyRow, type People, says } from './people';

const { keys: words, common } = strings;

const LOOKS: Readonly<Record<KeyRow['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  active: { tone: 'ok', icon: CircleCheck },
  disabled: { tone: 'neutral', icon: Ban },
  expired: { tone: 'warn', icon: Clock },
  'not-a-member': { tone: 'danger', icon: CircleX },
};

interface KeyTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** Every key, never the keys themselves. */
export function KeyTable({ people, onChange }: KeyTableProps) {
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const [issued, setIssued] = useState<Issued | undefined>(undefined);
  const shown = people.keys.filter((key) =>
    says(search, key.name, key.api_key_id, key.user_email, key.user_id, key.project_name),
  );
  const create = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <>
      {people.keys.length === 0 ? (
        <EmptyState icon={KeyRound} title={words.empty} actions={create}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <SearchBar label={words.search} value={search} onSearch={setSearch}>
          {create}
        </SearchBar>
      )}
      {people.keys.length > 0 && shown.length === 0 && <EmptyState icon={Search} title={words.noMatch} />}
      {shown.length > 0 && <KeyRows shown={shown} onIssued={setIssued} onChange={onChange} />}
      <CreateKey
        people={people}
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        onIssued={setIssued}
        onChange={onChange}
      />
      <IssuedKey issued={issued} onKept={() => setIssued(undefined)} />
    </>
  );
}

interface KeyRowsProps {
  readonly shown: readonly KeyRow[];
  readonly onIssued: (issued: Issued) => void;
  readonly onChange: () => Promise<void>;
}

function KeyRows({ shown, onIssued, onChange }: KeyRowsProps) {
  const uses = lastUses(knownOf(useLoad(useConsole().stores.recent))?.lines ?? []);
  return (
    <TableScroll label={words.tabs.keys}>
      <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
      <Table.Tbody>
        {shown.map((key) => {
          const usedAt = uses.get(key.api_key_id);
          const { tone, icon } = LOOKS[key.state];
          return (
            <Table.Tr key={key.api_key_id}>
              <Table.Th scope="row">
                {key.name ?? words.unnamed}
                <DetailText>
                  <code>{key.api_key}</code>
                </DetailText>
              </Table.Th>
              <Table.Td>{key.user_email ?? key.user_id}</Table.Td>
              <Table.Td>{key.project_name ?? key.project_id}</Table.Td>
              <Table.Td>
                <StatusPill tone={tone} icon={icon} plain>
                  {words.states[key.state]}
                </StatusPill>
              </Table.Td>
              <Table.Td>
                <Ago at={Date.parse(key.created_at)} />
              </Table.Td>
              <Table.Td>{usedAt === undefined ? words.notUsed : <Ago at={usedAt} />}</Table.Td>
              <Table.Td>{key.expires_at === null ? common.never : formatMoment(Date.parse(key.expires_at))}</Table.Td>
              <Table.Td>
                <KeyActions apiKey={key} name={keyName(key)} onIssued={onIssued} onChange={onChange} />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </TableScroll>
  );
}
