import { Alert, Autocomplete, Button, Textarea } from '@mantine/core';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { plainText } from '../../../shared/text/plain-name';
import { useAction } from '../../hooks/use-action';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './edit-rules.module.css';
import type { PolicyPlace } from './policy-place';
import { readJson } from './read-json';

const { tryOut: words } = strings.rules;

type Spoken = Awaited<ReturnType<AdminClient['policy']['test']>>['arguments'];

interface TryRulesProps {
  readonly place: PolicyPlace;
  /** As they would be. Those of the same name take the place of what is in force. */
  readonly rules: readonly unknown[];
  readonly isReady: boolean;
}

/** Asks the gateway what the rules would say about arguments. */
export function TryRules({ place, rules, isReady }: TryRulesProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [tool, setTool] = useState(place.tool ?? '');
  const [text, setText] = useState('{}');
  const [spoken, setSpoken] = useState<Spoken>(undefined);
  const offered = (knownOf(useLoad(stores.tools)) ?? []).find(({ server }) => server === place.server)?.tools ?? [];
  const args = readJson(text);
  const isObject = typeof args === 'object' && args !== null && !Array.isArray(args);
  const ask = (): void =>
    void run(async () => {
      const policy = { argumentRules: rules };
      const said = await client.policy.test({ ...place, tool, phase: 'input', content: args, policy });
      setSpoken(said.arguments);
    });
  return (
    <section className={classes['try']}>
      <h3>{words.title}</h3>
      <p>{words.explain}</p>
      {place.tool === undefined && (
        <Autocomplete label={words.tool} data={offered.map(({ name }) => name)} value={tool} onChange={setTool} />
      )}
      <Textarea
        label={words.args}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        value={text}
        error={isObject ? undefined : words.notObject}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button
        leftSection={<FlaskConical size={14} aria-hidden />}
        loading={isBusy}
        disabled={!isReady || !isObject || tool.trim() === ''}
        onClick={ask}
      >
        {words.run}
      </Button>
      <div aria-live="polite">
        {spoken !== undefined && (
          <Alert
            color={spoken.action === 'allow' ? 'ok' : spoken.action === 'ask' ? 'held' : 'danger'}
            title={words.verdicts[spoken.action]}
          >
            {spoken.objections.map(({ rule, message }) => (
              <p key={`${rule} ${message}`}>
                <code>{rule}</code> {plainText(message)}
              </p>
            ))}
          </Alert>
        )}
      </div>
    </section>
  );
}
