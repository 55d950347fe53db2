import { notifications } from '@mantine/notifications';
import { createElement, useCallback, useContext, useRef, useState } from 'react';
import { problemOf } from '../api/problem-of';
import { ProblemPlacesContext } from '../components/problem-place';
import { ProblemText } from '../components/problem-text';

/** Runs what a person asked for, and tells them when it did not work: in the dialog that is open, or else in a note that stays. */
export function useAction(): {
  readonly isBusy: boolean;
  /** Resolves `false` when it failed; the person knows by then. */
  run<T>(action: () => Promise<T>, done?: string | ((made: T) => string | undefined)): Promise<boolean>;
} {
  const [busy, setBusy] = useState(0);
  const places = useContext(ProblemPlacesContext);
  const lastNote = useRef<string>(undefined);
  const run = useCallback(
    async <T>(action: () => Promise<T>, done?: string | ((made: T) => string | undefined)) => {
      setBusy((count) => count + 1);
      places.clear();
      if (lastNote.current !== undefined) notifications.hide(lastNote.current);
      try {
        const made = await action();
        const message = typeof done === 'function' ? done(made) : done;
        if (message !== undefined) notifications.show({ message, autoClose: 4_000 });
        return true;
      } catch (failure) {
        const problem = problemOf(failure);
        if (places.show(problem)) return false;
        lastNote.current = notifications.show({
          color: 'danger',
          title: problem.message,
          message: createElement(ProblemText, { problem, withMessage: false }),
          autoClose: false,
        });
        return false;
      } finally {
        setBusy((count) => count - 1);
      }
    },
    [places],
  );
  return { isBusy: busy > 0, run };
}
