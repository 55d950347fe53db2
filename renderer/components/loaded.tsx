import { Button } from '@mantine/core';
import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../hooks/use-now';
import type { Load } from '../model/load';
import { strings } from '../strings/strings';
import classes from './loaded.module.css';
import { ProblemText } from './problem-text';
import { Waiting } from './waiting';

const { common } = strings;

interface LoadedProps<T> {
  readonly load: Load<T>;
  /** What is loaded, as the subject of a sentence: “The servers”. */
  readonly what: string;
  readonly onRetry: () => void;
  readonly children: (data: T) => ReactNode;
  /** Shown while nothing is known; absent: a few grey lines. */
  readonly waiting?: ReactNode;
}

/** Draws what is known, and makes loading, failed and not current look like what they are. */
export function Loaded<T>({ load, what, onRetry, children, waiting = <Waiting /> }: LoadedProps<T>) {
  switch (load.phase) {
    case 'loading':
      return waiting;
    case 'ready':
      return children(load.data);
    case 'failed':
      return (
        <>
          <div role="alert" className={classes['problem']}>
            <div>
              <h3>{common.couldNotLoad(what)}</h3>
              <ProblemText problem={load.problem} />
              {load.last !== undefined && <Stale at={load.last.at} />}
            </div>
            <Button leftSection={<RefreshCw size={14} aria-hidden />} onClick={onRetry}>
              {common.retry}
            </Button>
          </div>
          {load.last !== undefined && <div className={classes['stale']}>{children(load.last.data)}</div>}
        </>
      );
  }
}

function Stale({ at }: { readonly at: number }) {
  return <p className={classes['age']}>{common.stale(at, useNow())}</p>;
}
