import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from '../strings/strings';
import { ProblemPlace } from './problem-place';

const { common } = strings;

interface ConfirmDialogProps {
  readonly title: string;
  /** The word on the button: what will be done. */
  readonly word: string;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** What will be lost. */
  readonly children: ReactNode;
}

/** Says what is lost before it is; whoever presses Enter at once loses nothing. */
export function ConfirmDialog({ title, word, isOpen, isBusy, onClose, onConfirm, children }: ConfirmDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      {children}
      <ProblemPlace />
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button variant="filled" color="danger" loading={isBusy} onClick={onConfirm}>
          {word}
        </Button>
      </Group>
    </Modal>
  );
}
