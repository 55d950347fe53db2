import { Button, Group, Menu } from '@mantine/core';
import { useState } from 'react';
import type { TokenState } from '../../../shared/model/oauth';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { RowMenu } from '../../components/row-menu';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { SignInChoice } from './sign-in-dialog';

const { tokens: words, common } = strings;

interface TokenActionsProps {
  readonly token: TokenState;
  readonly onSignIn: (choice: SignInChoice) => void;
}

/** What may be done with a token. */
export function TokenActions({ token, onSignIn }: TokenActionsProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [isAsking, setAsking] = useState(false);
  const { configId, server, user, status, canRefresh } = token;
  const choice = { server, config: configId, ...(user === undefined ? {} : { user }) };
  const close = (): void => setAsking(false);
  const signIn = (device: boolean): void => onSignIn({ ...choice, device });
  const refresh = (): void =>
    void run(async () => {
      await client.tokens.refresh(choice);
      await stores.tokens.refresh();
    }, words.refreshed(server));
  const disconnect = (): void =>
    void run(
      async () => {
        const made = await client.tokens.disconnect(choice);
        close();
        await stores.tokens.refresh();
        return made;
      },
      ({ revoked, problem }) =>
        revoked ? words.revoked(server) : words.forgotten(server, problem ?? words.unknownWhy),
    );
  const copy = (): void =>
    void run(() => navigator.clipboard.writeText(JSON.stringify(token, undefined, 2)), words.copied);
  const isIn = status === 'connected' || status === 'expired';
  return (
    <Group gap="xs" wrap="nowrap">
      {!isIn && (
        <Button size="xs" variant="filled" aria-label={words.named(words.signIn, server)} onClick={() => signIn(false)}>
          {words.signIn}
        </Button>
      )}
      <RowMenu label={common.actionsFor(server)}>
        {canRefresh && <Menu.Item onClick={refresh}>{words.refresh}</Menu.Item>}
        {isIn && <Menu.Item onClick={() => signIn(false)}>{words.signInAgain} …</Menu.Item>}
        <Menu.Item onClick={() => signIn(true)}>{words.signInDevice} …</Menu.Item>
        <Menu.Item onClick={copy}>{words.diagnostics}</Menu.Item>
        {isIn && (
          <Menu.Item color="danger" onClick={() => setAsking(true)}>
            {words.disconnect} …
          </Menu.Item>
        )}
      </RowMenu>
      <ConfirmDialog
        title={words.disconnectTitle(server)}
        word={words.disconnect}
        isOpen={isAsking}
        isBusy={isBusy}
        onClose={close}
        onConfirm={disconnect}
      >
        {words.disconnectText}
      </ConfirmDialog>
    </Group>
  );
}
