import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { strings } from '../strings/strings';
import classes from './waiting.module.css';

/** What loads sooner than this needs no sign of it. */
const UNNOTICED_MS = 300;

/** Grey lines where text will be; the first moment shows nothing, so that nothing flashes. */
export function Waiting({ lines = 3, height = 16 }: { readonly lines?: number; readonly height?: number }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), UNNOTICED_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes['waiting']} role="status" aria-label={strings.common.loading}>
      {isLong && Array.from({ length: lines }, (_, line) => <Skeleton key={line} height={height} />)}
    </div>
  );
}
