import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRevealing } from '../hooks/use-revealing';
import { strings } from '../strings/strings';
import { CopyButton } from './copy-button';
import classes from './shown-once.module.css';

const { shownOnce: words } = strings.common;

interface ShownOnceProps {
  readonly title: string;
  /** Absent: there is nothing to show. */
  readonly text: string | undefined;
  /** It was kept elsewhere; from here it is gone. */
  readonly onKept: () => void;
  /** What to do with it. */
  readonly children?: ReactNode;
}

/** A key in the one moment that it can be seen. Neither Esc nor a click beside it takes it away. */
export function ShownOnce({ title, text, onKept, children }: ShownOnceProps) {
  useRevealing(text !== undefined);
  return (
    <Modal
      opened={text !== undefined}
      onClose={onKept}
      title={title}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <p>{words.explain}</p>
      <p className={classes['key']}>
        <code>{text}</code>
        <CopyButton text={text ?? ''} label={words.key} withWord />
      </p>
      {children}
      <Group justify="flex-end" mt="md">
        <Button variant="filled" onClick={onKept}>
          {words.kept}
        </Button>
      </Group>
    </Modal>
  );
}
