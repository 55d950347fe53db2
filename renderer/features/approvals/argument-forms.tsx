import { Button, Group, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ArgumentForm, Hold } from '../../../shared/model/approval';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { plainName } from '../../../shared/text/plain-name';
import { MarkedText } from '../../components/marked-text';
import { strings } from '../../strings/strings';
import classes from './argument-forms.module.css';

const { approvals, common } = strings;
const { forms: words } = approvals;

interface ArgumentFormsProps {
  readonly hold: Hold;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onAllow: (forms: Readonly<Record<string, ArgumentForm>>) => void;
}

/** Asks, argument by argument, which later calls a permission shall cover. */
export function ArgumentForms({ hold, isOpen, onClose, onAllow }: ArgumentFormsProps) {
  const [forms, setForms] = useState<Readonly<Record<string, ArgumentForm>>>({});
  const args = isJsonObject(hold.content) ? hold.content['arguments'] : undefined;
  const names = isJsonObject(args) ? Object.keys(args) : [];
  const isWhole = Object.values(forms).every((form) => typeof form === 'string' || form.prefix !== '');
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.title} size="lg">
      <p>{words.explain}</p>
      <div className={classes['list']}>
        {names.map((name) => (
          <FormRow
            key={name}
            name={name}
            value={isJsonObject(args) ? args[name] : undefined}
            form={forms[name] ?? 'exact'}
            onForm={(form) => setForms({ ...forms, [name]: form })}
          />
        ))}
      </div>
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button
          variant="outline"
          color="neutral"
          disabled={!isWhole}
          onClick={() => {
            onClose();
            onAllow(forms);
          }}
        >
          {words.allow}
        </Button>
      </Group>
    </Modal>
  );
}

interface FormRowProps {
  readonly name: string;
  readonly value: unknown;
  readonly form: ArgumentForm;
  readonly onForm: (form: ArgumentForm) => void;
}

function FormRow({ name, value, form, onForm }: FormRowProps) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const kinds = typeof value === 'string' ? (['exact', 'prefix', 'any'] as const) : (['exact', 'any'] as const);
  const kind = typeof form === 'string' ? form : 'prefix';
  return (
    <div className={classes['row']}>
      <code>{plainName(name)}</code>
      <MarkedText text={text} />
      <SegmentedControl
        size="xs"
        aria-label={words.formLabel(plainName(name))}
        value={kind}
        onChange={(chosen) => onForm(chosen === 'prefix' ? { prefix: text } : chosen === 'any' ? 'any' : 'exact')}
        data={kinds.map((each) => ({ value: each, label: words[each] }))}
      />
      {typeof form !== 'string' && (
        <TextInput
          aria-label={words.prefixLabel(plainName(name))}
          value={form.prefix}
          onChange={({ currentTarget }) => onForm({ prefix: currentTarget.value })}
        />
      )}
    </div>
  );
}
