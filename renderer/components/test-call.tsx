import { Alert, Anchor, Button, Select } from '@mantine/core';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useAction } from '../hooks/use-action';
import { formatMs } from '../strings/format';
import { strings } from '../strings/strings';
import { Card } from './card';
import { MarkedText } from './marked-text';
import { SchemaForm, type SchemaValues } from './schema-form';
import classes from './test-call.module.css';

const { test } = strings.servers;

export interface TestableTool {
  /** As clients know it. */
  readonly name: string;
  readonly inputSchema: unknown;
}

export interface TestCallInput {
  readonly tool: string;
  readonly args: SchemaValues;
}

export interface TestCallResult {
  readonly outcome: 'result' | 'refused' | 'error';
  readonly result?: Readonly<Record<string, unknown>> | undefined;
  readonly error?: { readonly message: string } | undefined;
  readonly correlationId: string;
  readonly ms: number;
}

interface TestCallProps {
  readonly tools: readonly TestableTool[];
  readonly onCall: (input: TestCallInput) => Promise<TestCallResult>;
}

/** Tries a tool, with a form that its schema draws. */
export function TestCall({ tools, onCall }: TestCallProps) {
  const [name, setName] = useState<string | undefined>(undefined);
  const [values, setValues] = useState<SchemaValues>({});
  const [answer, setAnswer] = useState<TestCallResult | undefined>(undefined);
  const { isBusy, run } = useAction();
  const tool = tools.find((each) => each.name === name);
  const choose = (chosen: string | null): void => {
    setName(chosen ?? undefined);
    setValues({});
    setAnswer(undefined);
  };
  return (
    <div className={classes['test']}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tool !== undefined) void run(async () => setAnswer(await onCall({ tool: tool.name, args: values })));
        }}
      >
        <p>{test.explain}</p>
        <Select
          label={test.tool}
          placeholder={test.choose}
          searchable
          data={tools.map((each) => each.name)}
          value={name ?? null}
          onChange={choose}
        />
        {tool !== undefined && (
          <SchemaForm key={tool.name} schema={tool.inputSchema} values={values} onValues={setValues} />
        )}
        <Button
          type="submit"
          variant="filled"
          leftSection={<Play size={14} aria-hidden />}
          disabled={tool === undefined}
          loading={isBusy}
        >
          {test.call}
        </Button>
      </form>
      <div aria-live="polite">{answer !== undefined && <Answer answer={answer} />}</div>
    </div>
  );
}

function Answer({ answer }: { readonly answer: TestCallResult }) {
  const { outcome, result, error, correlationId, ms } = answer;
  const isError = outcome !== 'result' || result?.['isError'] === true;
  return (
    <Card
      title={test.result}
      actions={
        <Anchor component={Link} href={`/activity/${encodeURIComponent(correlationId)}`} size="sm">
          {test.record}
        </Anchor>
      }
    >
      <Alert color={isError ? 'warn' : 'ok'} mb="sm">
        {test.outcome[outcome]} {test.took(formatMs(ms))}
      </Alert>
      <div className={classes['answer']}>
        <MarkedText text={JSON.stringify(result ?? error, undefined, 2)} />
      </div>
    </Card>
  );
}
