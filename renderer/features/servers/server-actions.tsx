import { Button, Group, Menu, Modal } from '@mantine/core';
import { ChevronDown, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ProblemPlace } from '../../components/problem-place';
import { useAction } from '../../hooks/use-action';
import { knownOf, type Load } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { EditServer } from './edit-server';
import type { ServerPlace } from './server-place';

const { servers: words, common } = strings;

interface ServerActionsProps {
  readonly place: ServerPlace;
  readonly entry: Load<Readonly<Record<string, unknown>>>;
  readonly onChange: () => void;
}

/** What may be done with a server. */
export function ServerActions({ place, entry, onChange }: ServerActionsProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [dialog, setDialog] = useState<'edit' | 'remove' | undefined>(undefined);
  const { config, server } = place;
  const pauses = knownOf(useLoad(stores.pauses)) ?? [];
  const pause = pauses.find(({ target }) => target.kind === 'server' && target.server === server);
  const known = knownOf(entry);
  const restart = (): void => void run(() => client.upstreams.restart({ config, server }), words.restarted(server));
  const togglePause = (): void =>
    void run(
      async () => {
        if (pause === undefined) await client.pauses.add({ target: { kind: 'server', server } });
        else await client.pauses.resume({ id: pause.id });
        await stores.pauses.refresh();
      },
      pause === undefined ? words.paused(server) : words.resumed(server),
    );
  return (
    <Group gap="xs">
      <Button leftSection={<RotateCw size={14} aria-hidden />} onClick={restart} loading={isBusy}>
        {words.restart}
      </Button>
      <Menu>
        <Menu.Target>
          <Button rightSection={<ChevronDown size={14} aria-hidden />}>{common.more}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={togglePause}>{pause === undefined ? words.pause : words.resume}</Menu.Item>
          <Menu.Item onClick={() => setDialog('edit')} disabled={known === undefined}>
            {words.edit}
          </Menu.Item>
          <Menu.Item color="danger" onClick={() => setDialog('remove')}>
            {words.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {known !== undefined && (
        <EditServer
          place={place}
          entry={known}
          isOpen={dialog === 'edit'}
          onClose={() => setDialog(undefined)}
          onDone={onChange}
        />
      )}
      <RemoveServer place={place} isOpen={dialog === 'remove'} onClose={() => setDialog(undefined)} />
    </Group>
  );
}

interface RemoveServerProps {
  readonly place: ServerPlace;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Says what is lost before it is. */
function RemoveServer({ place: { config, server }, isOpen, onClose }: RemoveServerProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [, go] = useLocation();
  const offered = knownOf(useLoad(stores.tools))?.find((each) => each.config === config && each.server === server);
  const remove = async (): Promise<void> => {
    await run(async () => {
      await client.servers.remove({ config_identifier: config, server_name: server });
      // There is nothing left to show on its page.
      go('/servers');
      await stores.servers.refresh();
    }, words.removed(server));
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.removeTitle(server)}>
      <p>{words.removeText(offered?.tools.length ?? 0)}</p>
      <ProblemPlace />
      <Group justify="flex-end" mt="md">
        <Button onClick={onClose} data-autofocus>
          {common.cancel}
        </Button>
        <Button variant="filled" color="danger" loading={isBusy} onClick={() => void remove()}>
          {words.remove}
        </Button>
      </Group>
    </Modal>
  );
}
