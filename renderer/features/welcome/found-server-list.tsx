import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { findServers, type FoundServers } from './find-servers';
import classes from './welcome-page.module.css';

const { servers: words } = strings.welcome;

/** Servers that clients of this machine have, to be taken over at once. Their files stay as they are. */
export function FoundServerList({ known }: { readonly known: readonly string[] }) {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => findServers(client, known), known.join('\n'));
  return (
    <section className={classes['part']}>
      <h3>{words.found}</h3>
      <Loaded load={load} what={words.looking} onRetry={() => void refresh()}>
        {(found) => (found.length === 0 ? <p>{words.none}</p> : <Choice found={found} />)}
      </Loaded>
    </section>
  );
}

function Choice({ found }: { readonly found: readonly FoundServers[] }) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [left, setLeft] = useState<readonly string[]>([]);
  const chosen = found.filter((each) => !left.includes(each.client));
  const count = chosen.reduce((sum, { names }) => sum + names.length, 0);
  const add = (): void =>
    void run(
      async () => {
        let added = 0;
        // One after the other: each changes the same file.
        for (const { client: id, names } of chosen) {
          added += (await client.clients.import({ client: id, servers: [...names] })).added.length;
        }
        await stores.servers.refresh();
        return added;
      },
      (added) => words.added(added),
    );
  return (
    <>
      <ul className={classes['found']}>
        {found.map((each) => (
          <li key={each.client}>
            <Checkbox
              label={words.of(each.title, each.names.length)}
              description={each.names.join(', ')}
              checked={!left.includes(each.client)}
              onChange={({ currentTarget: { checked } }) =>
                setLeft(checked ? left.filter((id) => id !== each.client) : [...left, each.client])
              }
            />
            {each.twice.length > 0 && <p className={classes['hint']}>{words.twice(each.twice, each.title)}</p>}
            <WillCome found={each} isUnderWay={isBusy} />
          </li>
        ))}
      </ul>
      <p className={classes['hint']}>{words.keeps}</p>
      <Button variant="filled" disabled={count === 0} loading={isBusy} onClick={add}>
        {words.add(count)}
      </Button>
    </>
  );
}

interface LookProps {
  readonly found: FoundServers;
  readonly isUnderWay: boolean;
}

/** Asked for when somebody wants to see it. */
function WillCome({ found, isUnderWay }: LookProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {words.look}
        <span className="unseen"> {found.title}</span>
      </summary>
      {isOpen && <Preview found={found} isUnderWay={isUnderWay} />}
    </details>
  );
}

function Preview({ found: { client: id, names }, isUnderWay }: LookProps) {
  const { client } = useConsole();
  const { load, refresh } = useResource(
    () => client.clients.previewImport({ client: id, servers: [...names] }),
    `${id} ${names.join(' ')}`,
    { isUnderWay },
  );
  return (
    <Loaded load={load} what={words.looks} onRetry={() => void refresh()}>
      {({ added, secrets, notes }) => (
        <div className={classes['preview']}>
          <p>{words.will(added)}</p>
          {secrets.length > 0 && <p>{words.secrets(secrets.length)}</p>}
          <ul>
            {[...secrets.map(({ place, masked }) => ({ place, detail: masked })), ...notes]
              .filter(({ detail }) => detail !== null)
              .map(({ place, detail }) => (
                <li key={`${place} ${detail}`}>
                  <code>{place}</code> {detail}
                </li>
              ))}
          </ul>
        </div>
      )}
    </Loaded>
  );
}
