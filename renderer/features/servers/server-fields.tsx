import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect } from 'react';
import { useResource } from '../../hooks/use-resource';
import { knownOf } from '../../model/load';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { badEnvironment, type ServerDraft } from './server-draft';

const { form } = strings.servers;

interface ServerFieldsProps {
  readonly draft: ServerDraft;
  readonly onDraft: (draft: ServerDraft) => void;
  /** A server keeps its name and its set. */
  readonly isNew: boolean;
}

/** What there is to say about a server. */
export function ServerFields({ draft, onDraft, isNew }: ServerFieldsProps) {
  const set =
    (member: keyof ServerDraft) =>
    ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void =>
      onDraft({ ...draft, [member]: currentTarget.value });
  const { client } = useConsole();
  const sets = knownOf(useResource(() => client.configs.list({}), 'sets').load) ?? [];
  const [first] = sets;
  useEffect(() => {
    // A draft begins in the first set that there is.
    if (isNew && draft.config === '' && first !== undefined) onDraft({ ...draft, config: first.mcp_config_id });
  }, [isNew, draft, first, onDraft]);
  return (
    <>
      {isNew && (
        <>
          <TextInput
            label={form.name}
            description={form.nameHint}
            required
            pattern="[A-Za-z0-9]([A-Za-z0-9_\-]{0,38}[A-Za-z0-9])?"
            value={draft.name}
            onChange={set('name')}
            data-autofocus
          />
          {sets.length > 1 && (
            <Select
              label={form.config}
              allowDeselect={false}
              data={sets.map((each) => ({ value: each.mcp_config_id, label: each.mcp_config_name }))}
              value={draft.config}
              onChange={(config) => onDraft({ ...draft, config: config ?? '' })}
            />
          )}
          <SegmentedControl
            aria-label={form.kind}
            value={draft.kind}
            onChange={(kind) => onDraft({ ...draft, kind: kind === 'http' ? 'http' : 'program' })}
            data={[
              { value: 'program', label: form.program },
              { value: 'http', label: form.http },
            ]}
          />
        </>
      )}
      {draft.kind === 'http' && (
        <TextInput label={form.url} type="url" required value={draft.url} onChange={set('url')} />
      )}
      {draft.kind === 'program' && (
        <>
          <TextInput label={form.command} required value={draft.command} onChange={set('command')} />
          <Textarea label={form.args} autosize minRows={2} maxRows={8} value={draft.args} onChange={set('args')} />
          {isNew && (
            <Textarea
              label={form.env}
              description={form.envHint}
              autosize
              minRows={2}
              maxRows={8}
              value={draft.env}
              onChange={set('env')}
              error={badEnvironment(draft.env)}
            />
          )}
        </>
      )}
      <TextInput label={form.description} value={draft.description} onChange={set('description')} />
    </>
  );
}
