import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormButtons } from './form-buttons';
import classes from './form-dialog.module.css';

interface FormDialogProps {
  readonly title: string;
  /** The word on the button: what will be done. */
  readonly word: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  /** What will be done cannot be done yet. */
  readonly isDisabled?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  /** Fields. They begin anew each time that the dialog is opened, if their state lives in them. */
  readonly children: ReactNode;
}

/** A few fields, and what is done with them. */
export function FormDialog(props: FormDialogProps) {
  const { title, word, isOpen, isBusy, isDisabled = false, onClose, onSubmit, children } = props;
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <FormButtons word={word} isBusy={isBusy} isDisabled={isDisabled} onCancel={onClose} />
      </form>
    </Modal>
  );
}
