import { ChevronDown, ChevronRight } from 'lucide-react';
import { Link, useSearch } from 'wouter';
import { plainName } from '../../../shared/text/plain-name';
import { formatClock, formatDay, formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';
import { readChoice, writeChoice } from './activity-filter';
import type { LineGroup } from './activity-groups';
import classes from './activity-table.module.css';

const { groups: words } = strings.activity;

interface SessionRowProps {
  readonly group: LineGroup;
  readonly isOpen: boolean;
  readonly index: number;
  readonly offset: number;
  readonly onToggle: (group: LineGroup) => void;
}

/** One session, with how it went; its lines stand below it when it is open. */
export function SessionRow({ group, isOpen, index, offset, onToggle }: SessionRowProps) {
  const { lines, session, blocked, held, failed } = group;
  const query = useSearch();
  const at = lines[0]?.at ?? 0;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const only = session === undefined ? undefined : writeChoice({ ...readChoice(query), session });
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes['row']}
      data-group
      style={{ transform: `translateY(${offset}px)` }}
      onClick={() => onToggle(group)}
    >
      <span role="cell" title={formatMoment(at)}>
        {formatDay(at)} {formatClock(at)}
      </span>
      <span role="cell">
        <button
          type="button"
          className={classes['toggle']}
          aria-expanded={isOpen}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(group);
          }}
        >
          <Chevron size={14} aria-hidden /> {words.lines(lines.length)}
        </button>
      </span>
      <span role="cell">{nameOf(group)}</span>
      <span role="cell">
        {only === undefined ? (
          group.client !== undefined && words.noSession
        ) : (
          <Link
            href={`/activity${only}`}
            className={classes['link'] ?? ''}
            title={words.only}
            onClick={(event) => event.stopPropagation()}
          >
            {words.session(session ?? '')}
          </Link>
        )}
      </span>
      <span role="cell">
        {[
          ...(blocked === 0 ? [] : [words.blocked(blocked)]),
          ...(held === 0 ? [] : [words.held(held)]),
          ...(failed === 0 ? [] : [words.failed(failed)]),
        ].join(', ')}
      </span>
      <span role="cell" />
    </div>
  );
}

function nameOf({ client }: LineGroup): string {
  if (client === undefined) return words.others;
  return plainName(client.name ?? client.keyId ?? words.unknownClient);
}
