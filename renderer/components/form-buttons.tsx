import { Button, Group } from '@mantine/core';
import { strings } from '../strings/strings';
import { ProblemPlace } from './problem-place';

interface FormButtonsProps {
  /** The word on the button: what will be done. */
  readonly word: string;
  readonly isBusy: boolean;
  /** What will be done cannot be done yet. */
  readonly isDisabled?: boolean;
  /** Something is taken away by it. */
  readonly isDanger?: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialog: what went wrong with it, the way back, and the way on. */
export function FormButtons({ word, isBusy, isDisabled = false, isDanger = false, onCancel }: FormButtonsProps) {
  return (
    <>
      <ProblemPlace />
      <Group justify="flex-end">
        <Button onClick={onCancel}>{strings.common.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          color={isDanger ? 'danger' : 'accent'}
          loading={isBusy}
          disabled={isDisabled}
        >
          {word}
        </Button>
      </Group>
    </>
  );
}
