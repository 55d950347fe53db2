import { Button, Table } from '@mantine/core';
import { formatPercent } from '../strings/format';
import { strings } from '../strings/strings';
import classes from './policy-table.module.css';

const { guardrails: words } = strings;
const PHASES = ['input', 'output', 'listing', 'server'] as const;

interface DetectorRow {
  readonly detector: string;
  readonly title: string;
  readonly decisions: Readonly<Record<string, unknown>>;
}

interface Decision {
  readonly action?: string;
  readonly threshold?: number;
  readonly severity?: string;
  readonly origin?: string;
  readonly escalate?: { readonly from: string; readonly action: string };
}

interface PolicyTableProps {
  readonly detectors: readonly DetectorRow[];
  /** Absent: nothing can be changed here. */
  readonly onEdit?: (detector: string) => void;
}

/** What is done about what each detector finds, phase by phase, and which level of the configuration says so. */
export function PolicyTable({ detectors, onEdit }: PolicyTableProps) {
  return (
    <div className={classes['scroll']} role="region" aria-label={words.table} tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words.detector}</Table.Th>
            {PHASES.map((phase) => (
              <Table.Th key={phase} scope="col">
                {words.phases[phase]}
              </Table.Th>
            ))}
            {onEdit !== undefined && (
              <Table.Th>
                <span className="unseen">{words.edit}</span>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {detectors.map(({ detector, title, decisions }) => (
            <Table.Tr key={detector}>
              <Table.Th scope="row">
                {title}
                <small>{detector}</small>
              </Table.Th>
              {PHASES.map((phase) => (
                <Table.Td key={phase}>
                  <DecisionCell decision={(decisions[phase] ?? {}) as Decision} />
                </Table.Td>
              ))}
              {onEdit !== undefined && (
                <Table.Td>
                  <Button size="xs" onClick={() => onEdit(detector)} aria-label={`${words.edit}: ${title}`}>
                    {words.edit}
                  </Button>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function DecisionCell({
  decision: { action = 'off', threshold, severity, origin, escalate },
}: {
  readonly decision: Decision;
}) {
  const name = action in words.actions ? words.actions[action as keyof typeof words.actions] : action;
  if (action === 'off') return <span className={classes['off']}>{name}</span>;
  return (
    <>
      <span className={classes['action']} data-action={action}>
        {name}
      </span>
      <small>
        {threshold !== undefined && words.from(formatPercent(threshold))}
        {severity !== undefined && severity !== 'low' && ` ${words.severityFrom(severity)}`}
        {origin !== undefined && origin !== 'shipped' && ` · ${origin}`}
      </small>
      {escalate !== undefined && (
        <small>{words.escalates(escalate.from, words.actions[escalate.action as keyof typeof words.actions])}</small>
      )}
    </>
  );
}
