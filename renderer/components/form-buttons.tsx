import { Button, Group } from '@mantine/core';
import { strings } from '../strings/strings';
import { ProblemPlace } from './problem-place';

interface FormButtonsProps {
  /** The word on the button: what will be done. */
  readonly word: string;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}

/** The end of a form in a dialog: what went wrong with it, the way back, and the way on. */
export function FormButtons({ word, isBusy, onCancel }: FormButtonsProps) {
  return (
    <>
      <ProblemPlace />
      <Group justify="flex-end">
        <Button onClick={onCancel}>{strings.common.cancel}</Button>
        <Button type="submit" variant="filled" loading={isBusy}>
          {word}
        </Button>
      </Group>
    </>
  );
}
