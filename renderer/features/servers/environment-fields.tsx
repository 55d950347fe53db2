import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { Plus, Trash2, Undo2 } from 'lucide-react';
import { strings } from '../../strings/strings';
import { newVariable, problemsOf, type Variable, withValue } from './environment-draft';
import classes from './environment-fields.module.css';

const { environment: words } = strings.servers;
const { common } = strings;

interface EnvironmentFieldsProps {
  readonly variables: readonly Variable[];
  /** Whether somebody wanted to save: what is wrong is said from then on. */
  readonly isChecked: boolean;
  readonly onVariables: (variables: readonly Variable[]) => void;
}

/** The environment of a program: names are shown, values never; what is secret goes into the vault. */
export function EnvironmentFields({ variables, isChecked, onVariables }: EnvironmentFieldsProps) {
  const change = (next: Variable): void =>
    onVariables(variables.map((variable) => (variable.id === next.id ? next : variable)));
  return (
    <fieldset className={classes['environment']}>
      <legend>{words.title}</legend>
      <p className={classes['hint']}>{words.hint}</p>
      {variables.length === 0 && <p>{words.none}</p>}
      <ul>
        {variables.map((variable) => (
          <li key={variable.id}>
            <VariableRow
              variable={variable}
              problems={isChecked ? problemsOf(variable, variables) : {}}
              onChange={change}
              onDrop={() => onVariables(variables.filter(({ id }) => id !== variable.id))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="xs"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onVariables([...variables, newVariable(variables)])}
      >
        {words.add}
      </Button>
    </fieldset>
  );
}

interface VariableRowProps {
  readonly variable: Variable;
  readonly problems: ReturnType<typeof problemsOf>;
  readonly onChange: (variable: Variable) => void;
  readonly onDrop: () => void;
}

function VariableRow({ variable, problems, onChange, onDrop }: VariableRowProps) {
  const { name, isNew, isRemoved, value, reference, ...kept } = variable;
  const restored: Variable = {
    ...kept,
    name,
    isNew,
    isRemoved: false,
    ...(reference === undefined ? {} : { reference }),
  };
  if (isNew || (value !== undefined && !isRemoved)) {
    return (
      <ValueFields
        variable={variable}
        problems={problems}
        onChange={onChange}
        onDrop={() => (isNew ? onDrop() : onChange(restored))}
      />
    );
  }
  return (
    <div className={classes['row']} data-removed={isRemoved || undefined}>
      <code>{name}</code>
      <span className={classes['where']}>
        {isRemoved ? words.removed : reference === undefined ? words.hidden : words.from(reference)}
      </span>
      {isRemoved ? (
        <ActionIcon aria-label={words.named(common.undo, name)} onClick={() => onChange(restored)}>
          <Undo2 size={16} aria-hidden />
        </ActionIcon>
      ) : (
        <>
          <Button
            size="xs"
            aria-label={words.named(words.replace, name)}
            onClick={() => onChange({ ...variable, value: '' })}
          >
            {words.replace}
          </Button>
          <ActionIcon
            aria-label={words.named(common.remove, name)}
            onClick={() => onChange({ ...variable, isRemoved: true })}
          >
            <Trash2 size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}

function ValueFields({ variable, problems, onChange, onDrop }: VariableRowProps) {
  const { name, isNew, value = '', isSecret } = variable;
  const label = name === '' ? words.newOne : name;
  const typed = {
    label: words.value,
    'aria-label': words.named(words.value, label),
    autoComplete: 'off',
    value,
    error: problems.value,
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(withValue(variable, currentTarget.value)),
  };
  return (
    <div className={classes['typing']}>
      {isNew ? (
        <TextInput
          label={words.name}
          spellCheck={false}
          value={name}
          error={problems.name}
          onChange={({ currentTarget }) => onChange({ ...variable, name: currentTarget.value.trim() })}
        />
      ) : (
        <code>{name}</code>
      )}
      <TextInput {...typed} type={isSecret ? 'password' : 'text'} spellCheck={false} />
      <ActionIcon aria-label={words.named(words.drop, label)} onClick={onDrop}>
        <Undo2 size={16} aria-hidden />
      </ActionIcon>
      <Checkbox
        size="xs"
        label={words.secret}
        checked={isSecret}
        onChange={({ currentTarget }) => onChange({ ...variable, isSecret: currentTarget.checked, isDecided: true })}
      />
    </div>
  );
}
