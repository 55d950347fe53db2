import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from '../strings/strings';
import { ProblemPlace } from './problem-place';
import classes from './form-dialog.module.css';

const { common } = strings;

interface FormDialogProps {
  readonly title: string;
  /** The word on the button: what will be done. */
  readonly word: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  /** Fields. They begin anew each time that the dialog is opened, if their state lives in them. */
  readonly children: ReactNode;
}

/** A few fields, and what is done with them. */
export function FormDialog({ title, word, isOpen, isBusy, onClose, onSubmit, children }: FormDialogProps) {
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
        <ProblemPlace />
        <Group justify="flex-end">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            {word}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
