import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { Eye, EyeOff, Pencil } from 'lucide-react';
import { useState } from 'react';
import { FormButtons } from '../../components/form-buttons';
import { useAction } from '../../hooks/use-action';
import type { OfferedTool } from '../../stores/stores';
import { strings } from '../../strings/strings';
import classes from './tool-actions.module.css';
import { type ToolChange, type ToolPlace, useCuration } from './use-curation';

const { tools: words, common } = strings;

interface ToolActionsProps {
  readonly place: ToolPlace;
  readonly tool: OfferedTool;
  readonly onChange: () => void;
}

/** Hides a tool from clients, or shows it under another name and description. */
export function ToolActions({ place, tool, onChange }: ToolActionsProps) {
  const { isBusy, run } = useAction();
  const { change } = useCuration(place);
  const [isEditing, setEditing] = useState(false);
  const isHidden = tool.shownAs === undefined;
  const apply = async (next: ToolChange, said: string): Promise<boolean> => {
    const isDone = await run(() => change(tool.name, next), said);
    if (isDone) onChange();
    return isDone;
  };
  const toggle = (): void =>
    void apply({ hidden: !isHidden }, isHidden ? words.shownNow(tool.name) : words.hiddenNow(tool.name));
  return (
    <Group gap="xs">
      <Button
        size="xs"
        loading={isBusy}
        leftSection={isHidden ? <Eye size={14} aria-hidden /> : <EyeOff size={14} aria-hidden />}
        onClick={toggle}
      >
        {isHidden ? words.show : words.hide}
      </Button>
      <Button size="xs" leftSection={<Pencil size={14} aria-hidden />} onClick={() => setEditing(true)}>
        {words.edit}
      </Button>
      <Modal opened={isEditing} onClose={() => setEditing(false)} title={words.form.title(tool.name)} size="lg">
        <EditForm
          tool={tool}
          isBusy={isBusy}
          onClose={() => setEditing(false)}
          onSave={(next) =>
            void apply(next, words.changed(tool.name)).then((isDone) => {
              if (isDone) setEditing(false);
            })
          }
        />
      </Modal>
    </Group>
  );
}

interface EditFormProps {
  readonly tool: OfferedTool;
  readonly isBusy: boolean;
  readonly onClose: () => void;
  readonly onSave: (change: ToolChange) => void;
}

function EditForm({ tool, isBusy, onClose, onSave }: EditFormProps) {
  const [name, setName] = useState(tool.shownAs === tool.name ? '' : (tool.shownAs ?? ''));
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const said = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ name: said(name), title: said(title), description: said(description) });
      }}
    >
      <p>{words.form.explain}</p>
      <TextInput
        label={words.form.name}
        description={words.form.nameHint}
        pattern="[A-Za-z0-9_.\-]{1,128}"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={words.form.titleField}
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <Textarea
        label={words.form.description}
        description={words.form.descriptionHint}
        autosize
        minRows={4}
        maxRows={12}
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <FormButtons word={common.save} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}
