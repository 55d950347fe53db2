import { Checkbox, Group, Modal, Radio } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { DiffView } from '../../components/diff-view';
import { FormButtons } from '../../components/form-buttons';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole, useLoad } from '../../stores/console';
import { createResource, type Resource } from '../../stores/resource';
import { strings } from '../../strings/strings';
import classes from './change-client.module.css';
import type { ClientChange } from './client-groups';
import { type Owner, OwnerChoice } from './owner-choice';
import { ClientChanged, type ClientOutcome } from './client-changed';

const { clients: words } = strings;
const { dialog } = words;
type Preview = Awaited<ReturnType<AdminClient['clients']['preview']>>;
type Transport = NonNullable<Preview['transport']>;

interface ChangeClientProps {
  readonly id: string;
  readonly title: string;
  readonly change: ClientChange;
  readonly onClose: () => void;
}

/** Shows what would change in the files of a client, and changes it. */
export function ChangeClient(props: ChangeClientProps) {
  const { title, change, onClose } = props;
  return (
    <Modal opened onClose={onClose} title={dialog.title[change](title)} size="lg">
      <Change {...props} />
    </Modal>
  );
}

function Change({ id, title, change, onClose }: ChangeClientProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [transport, setTransport] = useState<Transport | undefined>(undefined);
  const [owner, setOwner] = useState<Owner>({});
  const [isReplacing, setReplacing] = useState(false);
  const [outcome, setOutcome] = useState<ClientOutcome | undefined>(undefined);
  const choice = {
    client: id,
    ...(transport === undefined ? {} : { transport }),
    ...(isReplacing ? { replace: true } : {}),
  };
  const preview = usePreview(change, choice);
  const load = useLoad(preview);
  const apply = (): void =>
    void run(async () => {
      const made =
        change === 'disconnect'
          ? client.clients.disconnect({ client: id })
          : change === 'repair'
            ? client.clients.repair(choice)
            : client.clients.connect({ ...choice, ...owner });
      setOutcome(await made);
      await stores.clients.refresh();
    });
  if (outcome !== undefined) {
    return <ClientChanged id={id} title={title} change={change} outcome={outcome} onClose={onClose} />;
  }
  return (
    <form
      className={classes['body']}
      onSubmit={(event) => {
        event.preventDefault();
        if (load.phase === 'ready') apply();
      }}
    >
      <p>{dialog.explain[change]}</p>
      {change === 'connect' && <OwnerChoice owner={owner} onOwner={setOwner} />}
      {change === 'connect' && (
        <Transports
          id={id}
          chosen={transport ?? (load.phase === 'ready' ? load.data.transport : null)}
          onChoose={setTransport}
        />
      )}
      <Loaded load={load} what={dialog.preview} onRetry={() => void preview.refresh()}>
        {(known) => <Changes preview={known} />}
      </Loaded>
      {change !== 'disconnect' && (load.phase === 'failed' || isReplacing) && (
        <Checkbox
          label={dialog.replace}
          checked={isReplacing}
          onChange={({ currentTarget }) => setReplacing(currentTarget.checked)}
        />
      )}
      <FormButtons
        word={words.actions[change]}
        isBusy={isBusy}
        isDisabled={load.phase !== 'ready'}
        isDanger={change === 'disconnect'}
        onCancel={onClose}
      />
    </form>
  );
}

interface Choice {
  readonly client: string;
  readonly transport?: Transport;
  readonly replace?: boolean;
}

/** Asked for once per choice: after the change there is nothing left to show in advance. */
function usePreview(change: ClientChange, choice: Choice): Resource<Preview> {
  const { client } = useConsole();
  const { client: id, transport, replace } = choice;
  return useMemo(() => {
    const chosen = { client: id, ...(transport && { transport }), ...(replace && { replace }) };
    return createResource(() => client.clients.preview({ ...chosen, change }));
  }, [client, change, id, transport, replace]);
}

interface TransportsProps {
  readonly id: string;
  readonly chosen: Transport | null;
  readonly onChoose: (transport: Transport) => void;
}

/** Where a client can do both. */
function Transports({ id, chosen, onChoose }: TransportsProps) {
  const { client } = useConsole();
  const { load } = useResource(() => client.clients.get({ client: id }), id);
  if (load.phase !== 'ready' || load.data.transports.length < 2) return null;
  return (
    <Radio.Group
      label={dialog.transport}
      value={chosen}
      onChange={(value) => onChoose(value === 'http' ? 'http' : 'stdio')}
    >
      <Group mt="xs">
        {load.data.transports.map((each) => (
          <Radio key={each} value={each} label={dialog.transports[each]} />
        ))}
      </Group>
    </Radio.Group>
  );
}

function Changes({ preview: { files } }: { readonly preview: Preview }) {
  return (
    <section className={classes['body']} aria-live="polite">
      <h3>{dialog.changes}</h3>
      {files.length === 0 && <p>{dialog.noChange}</p>}
      <ul className={classes['files']}>
        {files.map(({ path, change, diff }) => (
          <li key={path}>
            <p>
              <code>{path}</code> {dialog.change[change]}
            </p>
            {diff !== '' && <DiffView label={path} diff={diff} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
