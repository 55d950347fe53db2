import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { strings } from '../strings/strings';
import { type SchemaField, schemaFields } from './schema-fields';
import classes from './schema-form.module.css';

const { test } = strings.servers;

export type SchemaValues = Readonly<Record<string, unknown>>;

interface SchemaFormProps {
  readonly schema: unknown;
  readonly values: SchemaValues;
  readonly onValues: (values: SchemaValues) => void;
}

/** Asks for what a schema wants. What is left empty is left out. */
export function SchemaForm({ schema, values, onValues }: SchemaFormProps) {
  return (
    <div className={classes['form']}>
      {schemaFields(schema).map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name]}
          onValue={(value) => {
            const { [field.name]: _, ...others } = values;
            onValues(value === undefined || value === '' ? others : { ...others, [field.name]: value });
          }}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: SchemaField;
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
}

function Field({ field, value, onValue }: FieldProps) {
  const { name, isRequired, description = '', kind, choices = [] } = field;
  const common = { label: name, description, required: isRequired };
  switch (kind) {
    case 'boolean':
      return (
        <Switch
          label={name}
          description={description}
          checked={value === true}
          onChange={({ currentTarget }) => onValue(currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(given) => onValue(typeof given === 'number' ? given : undefined)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={[...choices]}
          value={typeof value === 'string' ? value : null}
          onChange={(given) => onValue(given ?? undefined)}
        />
      );
    case 'json':
      return <JsonField common={common} value={value} onValue={onValue} />;
    case 'text':
      return (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        />
      );
    case 'long-text':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={10}
          value={typeof value === 'string' ? value : ''}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        />
      );
  }
}

interface JsonFieldProps extends Omit<FieldProps, 'field'> {
  readonly common: { readonly label: string; readonly description: string; readonly required: boolean };
}

function JsonField({ common, value, onValue }: JsonFieldProps) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value));
  const [isBad, setBad] = useState(false);
  const read = (given: string): void => {
    setText(given);
    try {
      onValue(given.trim() === '' ? undefined : JSON.parse(given));
      setBad(false);
    } catch {
      onValue(undefined);
      setBad(true);
    }
  };
  return (
    <Textarea
      {...common}
      label={`${common.label} (JSON)`}
      autosize
      minRows={2}
      value={text}
      error={isBad ? test.badJson : undefined}
      onChange={({ currentTarget }) => read(currentTarget.value)}
    />
  );
}
