import { Button, Table } from '@mantine/core';
import { type LucideIcon, Plus, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { ColumnHeads } from '../../components/column-heads';
import { EmptyState } from '../../components/empty-state';
import { SearchBar } from '../../components/search-bar';
import { TableScroll } from '../../components/table-scroll';
import { type Act, type DialogFrame, useDialogs } from '../../hooks/use-dialogs';
import { strings } from '../../strings/strings';
import { says } from './people';

interface DirectoryProps<Entry> {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly words: {
    readonly search: string;
    readonly empty: string;
    readonly emptyText: string;
    readonly noMatch: string;
    readonly create: string;
    readonly columns: Readonly<Record<string, string>>;
  };
  readonly entries: readonly Entry[];
  /** What the search looks at. */
  readonly textsOf: (entry: Entry) => readonly (string | null)[];
  /** A line of the table. */
  readonly line: (entry: Entry) => ReactNode;
  /** The dialog in which another one is made. */
  readonly creation: (frame: DialogFrame, act: Act) => ReactNode;
  readonly onChange: () => Promise<void>;
}

/** A table of what there is, searched by name, with a way to add to it. */
export function Directory<Entry>(props: DirectoryProps<Entry>) {
  const { label, icon, words, entries, textsOf, line, creation, onChange } = props;
  const [search, setSearch] = useState('');
  const { open, frame, act } = useDialogs<'create'>(onChange);
  const shown = entries.filter((entry) => says(search, ...textsOf(entry)));
  const create = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => open('create')}>
      {words.create}
    </Button>
  );
  return (
    <>
      {entries.length === 0 ? (
        <EmptyState icon={icon} title={words.empty} actions={create}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <SearchBar label={words.search} value={search} onSearch={setSearch}>
          {create}
        </SearchBar>
      )}
      {entries.length > 0 && shown.length === 0 && <EmptyState icon={Search} title={words.noMatch} />}
      {shown.length > 0 && (
        <TableScroll label={label}>
          <ColumnHeads names={Object.values(words.columns)} last={strings.common.actions} />
          <Table.Tbody>{shown.map(line)}</Table.Tbody>
        </TableScroll>
      )}
      {creation(frame('create'), act)}
    </>
  );
}
