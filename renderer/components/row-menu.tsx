import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';

interface RowMenuProps {
  /** What the row is about, too: “Actions for Ada”. */
  readonly label: string;
  /** Items of a menu. */
  readonly children: ReactNode;
}

/** What may be done with a row. */
export function RowMenu({ label, children }: RowMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={label}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
