import { useState } from 'react';
import { useAction } from './use-action';

/** What a dialog must know of itself. */
export interface DialogFrame {
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onClose: () => void;
}

/** Does what a dialog is for. When that worked, the dialog closes and what it changed is read anew. */
export type Act = (work: () => Promise<unknown>, done?: string) => void;

/** Several dialogs of one place, of which one is open at most. */
export function useDialogs<Name extends string>(onChange: () => Promise<void>) {
  const { isBusy, run } = useAction();
  const [current, setCurrent] = useState<Name | undefined>(undefined);
  const close = (): void => setCurrent(undefined);
  const act: Act = (work, done) =>
    void run(async () => {
      await work();
      close();
      await onChange();
    }, done);
  const frame = (name: Name): DialogFrame => ({ isOpen: current === name, isBusy, onClose: close });
  return { open: setCurrent, frame, act };
}
