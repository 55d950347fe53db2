import { FilePen, Info } from 'lucide-react';
import { Link, useSearch } from 'wouter';
import type { ActivityLine, RequestEntry } from '../../../shared/model/activity-line';
import { stoppingRules } from '../../../shared/model/stopping-rules';
import { plainName } from '../../../shared/text/plain-name';
import { DecisionPill } from '../../components/decision-pill';
import { StatusPill } from '../../components/status-pill';
import { decisionOf } from '../../model/decision';
import { formatClock, formatDay, formatMoment, formatMs } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './activity-table.module.css';
import { idOf } from './line-id';

const { activity: words } = strings;

interface ActivityRowProps {
  readonly line: ActivityLine;
  readonly index: number;
  readonly offset: number;
  readonly isOpen: boolean;
  readonly onOpen: (id: string) => void;
}

/** One line of the record. */
export function ActivityRow({ line, index, offset, isOpen, onOpen }: ActivityRowProps) {
  const query = useSearch();
  const id = idOf(line);
  const { who, what, rule, took } = cellsOf(line);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes['row']}
      data-open={isOpen || undefined}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={() => onOpen(id)}
    >
      <span role="cell" title={formatMoment(line.at)}>
        {formatDay(line.at)} {formatClock(line.at)}
      </span>
      <span role="cell">
        <Pill line={line} />
      </span>
      <span role="cell">{who}</span>
      <span role="cell">
        <Link
          href={`/activity/${encodeURIComponent(id)}${query === '' ? '' : `?${query}`}`}
          className={classes['link'] ?? ''}
          onClick={(event) => event.stopPropagation()}
        >
          {what}
        </Link>
      </span>
      <span role="cell">{rule}</span>
      <span role="cell">{took}</span>
    </div>
  );
}

function Pill({ line }: { readonly line: ActivityLine }) {
  if (line.kind === 'request') return <DecisionPill decision={decisionOf(line)} plain />;
  return (
    <StatusPill tone="neutral" icon={line.kind === 'admin' ? FilePen : Info} plain>
      {words.kinds[line.kind]}
    </StatusPill>
  );
}

/** Those that stopped it, else those that changed something; only where there are none, those that were merely noted. */
function rulesOf(line: RequestEntry): readonly string[] {
  const { judgements } = line;
  const stopping = stoppingRules(line);
  if (stopping.length > 0) return stopping;
  const acted = judgements.filter(({ action, rules }) => action !== 'flag' && rules.length > 0);
  return (acted.length > 0 ? acted : judgements).flatMap((judgement) => judgement.rules);
}

function cellsOf(line: ActivityLine) {
  switch (line.kind) {
    case 'request': {
      const rules = [...new Set(rulesOf(line))].map(plainName).join(', ');
      return {
        who: plainName(line.clientName ?? line.keyId ?? ''),
        what: `${line.server === undefined ? '' : `${plainName(line.server)} / `}${plainName(line.name ?? line.method)}`,
        rule: rules === '' ? (line.error ?? '') : rules,
        took: formatMs(line.ms),
      };
    }
    case 'admin':
      return {
        who: plainName(line.who.id),
        what: `${line.operation} ${plainName(line.target)}`,
        rule: line.error ?? '',
        took: '',
      };
    default:
      return { who: '', what: 'because' in line ? line.because : words.kinds[line.kind], rule: '', took: '' };
  }
}
