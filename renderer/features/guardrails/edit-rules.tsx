import { ActionIcon, Alert, Button, Modal, SegmentedControl, Textarea } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ArgumentRule } from '../../../shared/config/argument-rules';
import { Loaded } from '../../components/loaded';
import { FormButtons } from '../../components/form-buttons';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import type { ProposedRule } from '../../model/proposed-rule';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './edit-rules.module.css';
import type { PolicyPlace } from './policy-place';
import { readJson } from './read-json';
import { draftFrom, draftOf, NEW_RULE, problemsOf, type RuleDraft, type RuleProblems, ruleOf } from './rule-draft';
import { RuleFields } from './rule-fields';
import { TryRules } from './try-rules';

const { rules: words, common } = strings;

interface EditRulesProps {
  readonly place: PolicyPlace;
  /** Stands there beside the others, to be changed and saved. */
  readonly proposed?: ProposedRule | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** The rules of one level, which the address names: the gateway, a server or a tool. */
export function EditRules(props: EditRulesProps) {
  const { client } = useConsole();
  const { place, onClose } = props;
  const { server, tool } = place;
  const { title } = words;
  const { load, refresh } = useResource(() => client.policy.own({ ...place }), JSON.stringify(place));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={server === undefined ? title.all : tool === undefined ? title.server(server) : title.tool(tool, server)}
    >
      <Loaded load={load} what={strings.guardrails.argumentRules} onRetry={() => void refresh()}>
        {({ policy }) => <Editor {...props} policy={policy} />}
      </Loaded>
    </Modal>
  );
}

/** `undefined` for rules of which one is wrong: a form cannot show them, and what it does not show it must not delete. */
const rulesIn = (policy: Readonly<Record<string, unknown>>): readonly ArgumentRule[] | undefined =>
  ArgumentRule.array().safeParse(policy['argumentRules'] ?? []).data;

function Editor({ place, proposed, policy: given, onClose, onDone }: EditRulesProps & { readonly policy: object }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  // What others change meanwhile does not change what a person types.
  const [policy] = useState(given as Readonly<Record<string, unknown>>);
  const [drafts, setDrafts] = useState<readonly RuleDraft[]>(() => [
    ...(rulesIn(policy) ?? []).map(draftOf),
    ...(proposed === undefined ? [] : [draftFrom(proposed)]),
  ]);
  const [json, setJson] = useState<string | undefined>(() =>
    rulesIn(policy) === undefined ? JSON.stringify(policy['argumentRules'], undefined, 2) : undefined,
  );
  const [isChecked, setChecked] = useState(false);
  const typed = json === undefined ? drafts.map(ruleOf) : readJson(json);
  const rules = Array.isArray(typed) ? (typed as readonly unknown[]) : undefined;
  const problems = (rules ?? []).map(problemsOf);
  const isGood = rules !== undefined && problems.every((one) => Object.keys(one).length === 0);
  const save = (): void => {
    setChecked(true);
    if (!isGood) return;
    void run(async () => {
      const next = { argumentRules: rules };
      // Patterns are understood by the gateway alone: what it cannot read is said before anything is written.
      await client.policy.test({ ...place, content: '', policy: next });
      // All but the rules stays as it is by now, whoever changed it meanwhile.
      const { argumentRules: _, ...rest } = (await client.policy.own({ ...place })).policy;
      await client.policy.setOwn({ ...place, policy: rules.length === 0 ? rest : { ...rest, ...next } });
      onDone();
      onClose();
    }, words.saved);
  };
  const show = (view: string): void => {
    if (view === 'json') setJson(JSON.stringify(rules ?? [], undefined, 2));
    else if (isGood) {
      setDrafts(rules.map((rule) => draftOf(ArgumentRule.parse(rule))));
      setJson(undefined);
    }
  };
  return (
    <form
      noValidate
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {proposed !== undefined && <Alert color="accent">{words.create.explain}</Alert>}
      <p>{words.explain}</p>
      <SegmentedControl
        size="xs"
        aria-label={words.view}
        value={json === undefined ? 'form' : 'json'}
        onChange={show}
        data={[
          { value: 'form', label: words.asForm },
          { value: 'json', label: words.asJson },
        ]}
      />
      {json === undefined ? (
        <Drafts
          drafts={drafts}
          problems={isChecked ? problems : []}
          isOfTool={place.tool !== undefined}
          isLastNew={proposed !== undefined}
          onDrafts={setDrafts}
        />
      ) : (
        <Textarea
          label={words.json}
          autosize
          minRows={8}
          maxRows={24}
          spellCheck={false}
          value={json}
          error={rules === undefined ? words.notList : problemText(problems)}
          onChange={({ currentTarget }) => setJson(currentTarget.value)}
        />
      )}
      <TryRules place={place} rules={rules ?? []} isReady={isGood} />
      <FormButtons word={common.save} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}

function problemText(problems: readonly RuleProblems[]): string | undefined {
  const all = problems.flatMap((one, index) =>
    Object.entries(one).map(([field, message = '']) => words.problem(words.rule(index + 1), NAMES[field], message)),
  );
  return all.length === 0 ? undefined : words.problems(all);
}

/** What people call a field; what is about the rule as a whole has no name. */
const NAMES: Readonly<Partial<Record<string, string>>> = { ...words.fields, ...words.conditions };

interface DraftsProps {
  readonly drafts: readonly RuleDraft[];
  readonly problems: readonly RuleProblems[];
  readonly isOfTool: boolean;
  /** It is why the form is open: it is come to first. */
  readonly isLastNew: boolean;
  readonly onDrafts: (drafts: readonly RuleDraft[]) => void;
}

function Drafts({ drafts, problems, isOfTool, isLastNew, onDrafts }: DraftsProps) {
  return (
    <>
      {drafts.length === 0 && <p>{words.none}</p>}
      {drafts.map((draft, index) => (
        <section
          key={index}
          className={classes['rule']}
          aria-label={words.rule(index + 1)}
          tabIndex={-1}
          data-autofocus={(isLastNew && index === drafts.length - 1) || undefined}
        >
          <header>
            <h3>{words.rule(index + 1)}</h3>
            <ActionIcon
              aria-label={words.remove(index + 1)}
              onClick={() => onDrafts(drafts.filter((_, at) => at !== index))}
            >
              <Trash2 size={16} aria-hidden />
            </ActionIcon>
          </header>
          <RuleFields
            draft={draft}
            problems={problems[index] ?? {}}
            isOfTool={isOfTool}
            onDraft={(next) => onDrafts(drafts.map((each, at) => (at === index ? next : each)))}
          />
        </section>
      ))}
      <Button
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onDrafts([...drafts, NEW_RULE])}
        className={classes['add'] ?? ''}
      >
        {words.add}
      </Button>
    </>
  );
}
