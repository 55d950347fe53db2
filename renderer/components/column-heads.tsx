import { Table } from '@mantine/core';

interface ColumnHeadsProps {
  readonly names: readonly string[];
  /** Of a last column that has buttons and shows no name. */
  readonly last?: string;
}

/** The names of the columns of a table. */
export function ColumnHeads({ names, last }: ColumnHeadsProps) {
  return (
    <Table.Thead>
      <Table.Tr>
        {names.map((name) => (
          <Table.Th key={name} scope="col">
            {name}
          </Table.Th>
        ))}
        {last !== undefined && (
          <Table.Th scope="col">
            <span className="unseen">{last}</span>
          </Table.Th>
        )}
      </Table.Tr>
    </Table.Thead>
  );
}
