import { Alert, Anchor, Button, Group, Select, Table, Textarea } from '@mantine/core';
import { History } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AdminClient } from '../../../shared/contract/contract';
import { FactList } from '../../components/fact-list';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { PolicyPlace } from './policy-place';
import classes from './test-box.module.css';

const { guardrails, servers } = strings;
const { replay: words } = guardrails;

const TEMPLATES = {
  strict: { detectors: { injection: { action: 'block' }, secrets: { action: 'block' } } },
  observe: { mode: 'monitor' },
  askAll: { approvals: { ask: 'everything' } },
} as const;

const SPANS_MS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
type Span = keyof typeof SPANS_MS;
const SPANS = Object.keys(SPANS_MS) as readonly Span[];

type Replay = Awaited<ReturnType<AdminClient['policy']['replay']>>;

/** What another policy would have done with calls that were recorded. */
export function ReplayBox({ place }: { readonly place: PolicyPlace }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [text, setText] = useState(() => JSON.stringify(TEMPLATES.strict, undefined, 2));
  const [span, setSpan] = useState<Span>('day');
  const [result, setResult] = useState<Replay | undefined>(undefined);
  const policy = readObject(text);
  const judge = (): void =>
    void run(async () => {
      const { server, tool } = place;
      const filter = {
        since: new Date(Date.now() - SPANS_MS[span]).toISOString(),
        ...(server === undefined ? {} : { server }),
        ...(tool === undefined ? {} : { tool }),
      };
      setResult(await client.policy.replay({ policy: policy ?? {}, filter }));
    });
  return (
    <div className={classes['page']}>
      <div className={classes['form']}>
        <p>{words.explain}</p>
        <Group gap="xs">
          {words.templates}
          {(['strict', 'observe', 'askAll'] as const).map((name) => (
            <Button key={name} size="xs" onClick={() => setText(JSON.stringify(TEMPLATES[name], undefined, 2))}>
              {words[name]}
            </Button>
          ))}
        </Group>
        <Textarea
          label={words.policy}
          autosize
          minRows={8}
          maxRows={20}
          spellCheck={false}
          value={text}
          error={policy === undefined ? servers.test.badJson : undefined}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Group align="end">
          <Select
            label={words.since}
            allowDeselect={false}
            data={SPANS.map((value) => ({ value, label: words[value] }))}
            value={span}
            onChange={(value) => setSpan(SPANS.find((each) => each === value) ?? 'day')}
          />
          <Button
            variant="filled"
            leftSection={<History size={14} aria-hidden />}
            disabled={policy === undefined}
            loading={isBusy}
            onClick={judge}
          >
            {words.run}
          </Button>
        </Group>
      </div>
      <div aria-live="polite">{result !== undefined && <Result result={result} />}</div>
    </div>
  );
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function Result({ result: { calls, same, differing, undecided, different } }: { readonly result: Replay }) {
  return (
    <div className={classes['result']}>
      <Alert color={differing === 0 ? 'ok' : 'warn'}>
        {differing === 0 ? words.none : words.sum(differing, calls)}
      </Alert>
      <FactList
        facts={[
          [words.calls, formatNumber(calls)],
          [words.same, formatNumber(same)],
          [words.differing, formatNumber(differing)],
          [words.undecided, formatNumber(undecided)],
        ]}
      />
      {different.length > 0 && (
        <TableScroll label={words.differing}>
          <Table.Thead>
            <Table.Tr>
              {[words.call, words.was, words.wouldBe].map((name) => (
                <Table.Th key={name} scope="col">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {different.map(({ correlationId, was, wouldBe }) => (
              <Table.Tr key={correlationId}>
                <Table.Th scope="row">
                  <Anchor component={Link} href={`/activity/${encodeURIComponent(correlationId)}`} size="sm">
                    {correlationId.slice(0, 8)}
                  </Anchor>
                </Table.Th>
                <Table.Td>{was}</Table.Td>
                <Table.Td>{wouldBe}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableScroll>
      )}
    </div>
  );
}
