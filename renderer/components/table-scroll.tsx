import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './table-scroll.module.css';

/** A table that scrolls by itself where the window is too narrow for it. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes['scroll']} role="region" aria-label={label} tabIndex={0}>
      <Table highlightOnHover>{children}</Table>
    </div>
  );
}
