import { Button } from '@mantine/core';
import { CircleAlert, Hourglass, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Card } from '../../components/card';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { type Need, needsOf } from './needs-of';
import classes from './needs-you.module.css';

const { overview, common } = strings;
const ICONS = { held: Hourglass, danger: CircleAlert, warn: TriangleAlert } as const;
const MOST = 6;

/** What waits for a person. Absent when nothing does. */
export function NeedsYou() {
  const { stores } = useConsole();
  const status = knownOf(useLoad(stores.status));
  const holds = knownOf(useLoad(stores.approvals));
  const tokens = knownOf(useLoad(stores.tokens));
  const [isAll, setAll] = useState(false);
  const needs = needsOf({ status, holds, tokens });
  if (needs.length === 0) return null;
  return (
    <Card title={overview.needs.title(needs.length)}>
      <ul className={classes['list']}>
        {needs.slice(0, isAll ? undefined : MOST).map((need) => (
          <NeedRow key={need.id} need={need} />
        ))}
      </ul>
      {needs.length > MOST && !isAll && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {common.showAll}
        </Button>
      )}
    </Card>
  );
}

function NeedRow({ need }: { readonly need: Need }) {
  const Icon = ICONS[need.tone];
  return (
    <li data-tone={need.tone}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <div>
        <p className={classes['title']}>{need.title}</p>
        {need.details.map((detail) => (
          <p key={detail} className={classes['detail']}>
            {detail}
          </p>
        ))}
      </div>
      {need.link !== undefined && (
        <Button component={Link} href={need.link.to} size="xs">
          {need.link.word}
        </Button>
      )}
    </li>
  );
}
