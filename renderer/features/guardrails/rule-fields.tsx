import { Chip, Group, NumberInput, Radio, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { CONDITIONS } from '../../../shared/config/argument-rules';
import { strings } from '../../strings/strings';
import classes from './edit-rules.module.css';
import type { Condition, RuleAction, RuleDraft, RuleProblems } from './rule-draft';

const { rules: words } = strings;
const { fields } = words;
const ACTIONS = ['deny', 'ask', 'off'] as const satisfies readonly RuleAction[];

interface RuleFieldsProps {
  readonly draft: RuleDraft;
  readonly problems: RuleProblems;
  /** A rule of one tool names no tools. */
  readonly isOfTool: boolean;
  readonly onDraft: (draft: RuleDraft) => void;
}

/** One rule, with what is wrong beside the field that it is about. */
export function RuleFields(props: RuleFieldsProps) {
  const { draft, problems, isOfTool, onDraft } = props;
  return (
    <div className={classes['fields']}>
      <TextField {...props} name="id" hint={fields.idHint} isShort />
      <Select
        label={fields.action}
        allowDeselect={false}
        data={ACTIONS.map((value) => ({ value, label: words.actions[value] }))}
        value={draft.action}
        onChange={(value) => onDraft({ ...draft, action: ACTIONS.find((each) => each === value) ?? 'deny' })}
      />
      {draft.action !== 'off' && (
        <>
          <TextField {...props} name="argument" hint={fields.argumentHint} />
          {!isOfTool && <TextField {...props} name="tools" hint={fields.toolsHint} />}
          <div className={classes['whole']}>
            <p aria-hidden>{fields.conditions}</p>
            <Chip.Group
              multiple
              value={[...draft.conditions]}
              onChange={(chosen) =>
                onDraft({ ...draft, conditions: CONDITIONS.filter((name) => chosen.includes(name)) })
              }
            >
              <Group gap="xs" role="group" aria-label={fields.conditions}>
                {CONDITIONS.map((name) => (
                  <Chip key={name} value={name} size="xs" variant="light">
                    {words.conditions[name]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
            {problems['conditions'] !== undefined && (
              <p className={classes['problem']} role="alert">
                {problems['conditions']}
              </p>
            )}
          </div>
          {draft.conditions.map((name) => (
            <ConditionFields key={name} {...props} condition={name} />
          ))}
          <TextField {...props} name="message" isShort />
        </>
      )}
    </div>
  );
}

function ConditionFields({ condition, ...props }: RuleFieldsProps & { readonly condition: Condition }) {
  const { draft, onDraft } = props;
  switch (condition) {
    case 'path':
      return (
        <>
          <TextField {...props} name="within" hint={fields.withinHint} about="path" />
          <TextField {...props} name="relativeTo" hint={fields.relativeToHint} isShort />
        </>
      );
    case 'url':
      return (
        <>
          <TextField {...props} name="allow" hint={fields.hostsHint} about="url" />
          <TextField {...props} name="deny" hint={fields.hostsHint} />
          <TextField {...props} name="schemes" hint={fields.schemesHint} />
        </>
      );
    case 'oneOf':
    case 'noneOf':
      return <TextField {...props} name={condition} hint={fields.valuesHint} />;
    case 'matches':
    case 'matchesNot':
      return <TextField {...props} name={condition} hint={fields.patternHint} isShort />;
    case 'number':
    case 'length':
      return <RangeFields {...props} condition={condition} />;
    case 'present':
      return (
        <Radio.Group
          label={fields.present}
          value={draft.present ? 'yes' : 'no'}
          onChange={(value) => onDraft({ ...draft, present: value === 'yes' })}
        >
          <Group mt="xs">
            <Radio value="yes" label={fields.isPresent} />
            <Radio value="no" label={fields.isAbsent} />
          </Group>
        </Radio.Group>
      );
  }
}

type TextMember = {
  [Member in keyof RuleDraft]: RuleDraft[Member] extends string
    ? string extends RuleDraft[Member]
      ? Member
      : never
    : never;
}[keyof RuleDraft];

interface TextFieldProps extends RuleFieldsProps {
  readonly name: TextMember;
  readonly hint?: string;
  /** One line. */
  readonly isShort?: boolean;
  /** The condition whose problems stand here too. */
  readonly about?: Condition;
}

function TextField({ draft, problems, onDraft, name, hint, isShort = false, about = 'path' }: TextFieldProps) {
  const common = {
    label: fields[name],
    description: hint,
    spellCheck: false,
    value: draft[name],
    error: problems[name] ?? (name === 'within' || name === 'allow' ? problems[about] : undefined),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onDraft({ ...draft, [name]: currentTarget.value }),
  };
  return isShort ? <TextInput {...common} /> : <Textarea {...common} autosize minRows={1} maxRows={6} />;
}

function RangeFields({
  draft,
  problems,
  onDraft,
  condition,
}: RuleFieldsProps & { readonly condition: 'number' | 'length' }) {
  const range = draft[condition];
  const set = (member: 'min' | 'max') => (given: number | string) =>
    onDraft({ ...draft, [condition]: { ...range, [member]: typeof given === 'number' ? given : undefined } });
  return (
    <fieldset className={classes['range']}>
      <legend>{words.conditions[condition]}</legend>
      <NumberInput label={fields.min} value={range.min ?? ''} onChange={set('min')} error={problems[condition]} />
      <NumberInput label={fields.max} value={range.max ?? ''} onChange={set('max')} />
      {condition === 'number' && (
        <Switch
          label={fields.integer}
          checked={draft.number.integer === true}
          onChange={({ currentTarget: { checked } }) =>
            onDraft({ ...draft, number: { ...draft.number, integer: checked } })
          }
        />
      )}
    </fieldset>
  );
}
