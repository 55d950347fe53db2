import { Button, Checkbox, Switch, Table, TextInput } from '@mantine/core';
import { BookMarked, Search } from 'lucide-react';
import { useState } from 'react';
import type { Grant } from '../../../shared/model/approval';
import { plainName } from '../../../shared/text/plain-name';
import { Ago } from '../../components/ago';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole, useLoad } from '../../stores/console';
import { formatMoment, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './grant-table.module.css';

const { approvals, states } = strings;
const { grants: words } = approvals;
const UNUSED_MS = 60 * 86_400_000;

/** Decisions that are remembered, and the way to forget them. */
export function GrantTable() {
  const { grants } = useConsole().stores;
  const load = useLoad(grants);
  return (
    <Loaded load={load} what={approvals.tabs.grants} onRetry={() => void grants.refresh()}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState icon={BookMarked} title={approvals.nothing.grants}>
            {approvals.nothing.grantsText}
          </EmptyState>
        ) : (
          <Grants all={all} />
        )
      }
    </Loaded>
  );
}

function Grants({ all }: { readonly all: readonly Grant[] }) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [search, setSearch] = useState('');
  const [onlyUnused, setOnlyUnused] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = all.filter(
    (grant) =>
      `${grant.server} ${grant.name} ${grant.keyId ?? ''}`.toLowerCase().includes(search.toLowerCase()) &&
      (!onlyUnused || Date.now() - (grant.lastUsedAt ?? grant.createdAt) > UNUSED_MS),
  );
  const revoke = (ids: readonly string[]): void =>
    void run(async () => {
      for (const id of ids) await client.grants.revoke({ id });
      setChosen(new Set());
      await stores.grants.refresh();
    }, words.done);
  const choose = (id: string, isChosen: boolean): void => {
    const others = [...chosen].filter((each) => each !== id);
    setChosen(new Set(isChosen ? [...others, id] : others));
  };
  return (
    <>
      <div className={classes['bar']}>
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<Search size={14} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <Switch
          label={words.unused}
          checked={onlyUnused}
          onChange={({ currentTarget }) => setOnlyUnused(currentTarget.checked)}
        />
        {chosen.size > 0 && (
          <Button onClick={() => revoke([...chosen])} loading={isBusy}>
            {words.selected(chosen.size)}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={Search} title={words.none} />
      ) : (
        <TableScroll label={approvals.tabs.grants}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <span className="unseen">{words.selected(0)}</span>
              </Table.Th>
              {[words.what, words.effect, words.client, words.created, words.expires, words.uses].map((name) => (
                <Table.Th key={name} scope="col">
                  {name}
                </Table.Th>
              ))}
              <Table.Th>
                <span className="unseen">{words.revoke}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((grant) => (
              <GrantRow
                key={grant.id}
                grant={grant}
                isChosen={chosen.has(grant.id)}
                onChoose={(isChosen) => choose(grant.id, isChosen)}
                onRevoke={() => revoke([grant.id])}
              />
            ))}
          </Table.Tbody>
        </TableScroll>
      )}
    </>
  );
}

interface GrantRowProps {
  readonly grant: Grant;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onRevoke: () => void;
}

function GrantRow({ grant, isChosen, onChoose, onRevoke }: GrantRowProps) {
  const name = plainName(grant.name);
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={words.select(name)}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      </Table.Td>
      <Table.Th scope="row">
        <code>{name}</code>
        <small className={classes['small']}>{plainName(grant.server)}</small>
      </Table.Th>
      <Table.Td>
        {grant.effect === 'allow' ? approvals.decided.allowed : states.outcome.denied}
        <small className={classes['small']}>{words.scopes[grant.scope]}</small>
      </Table.Td>
      <Table.Td>{grant.keyId ?? words.everybody}</Table.Td>
      <Table.Td>
        <Ago at={grant.createdAt} />
      </Table.Td>
      <Table.Td>{grant.expiresAt === undefined ? words.revoked : formatMoment(grant.expiresAt)}</Table.Td>
      <Table.Td>
        {formatNumber(grant.uses)}
        <small className={classes['small']}>
          {words.lastUsed} {grant.lastUsedAt === undefined ? words.never : <Ago at={grant.lastUsedAt} />}
        </small>
      </Table.Td>
      <Table.Td>
        <Button size="xs" onClick={onRevoke} aria-label={words.revokeNamed(name)}>
          {words.revoke}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
