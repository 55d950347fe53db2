import type { ReactNode } from 'react';
import classes from './detail-text.module.css';

/** A second, quieter line. */
export function DetailText({ children }: { readonly children: ReactNode }) {
  return <small className={classes['detail']}>{children}</small>;
}
