import { Alert, Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { SignIn } from '../../../shared/model/oauth';
import { CopyButton } from '../../components/copy-button';
import { ExternalLink } from '../../components/external-link';
import { Loaded } from '../../components/loaded';
import { ProblemPlace } from '../../components/problem-place';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole, useLoad } from '../../stores/console';
import { createResource } from '../../stores/resource';
import { formatClock, formatList } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './sign-in-dialog.module.css';

const { common } = strings;
const { dialog: words } = strings.tokens;

/** Where somebody signs in, and whether on another device. */
export interface SignInChoice {
  readonly server: string;
  readonly config: string;
  readonly user?: string;
  readonly device: boolean;
}

interface SignInDialogProps {
  readonly choice: SignInChoice;
  readonly onClose: () => void;
}

/** Leads a person through a sign-in, after they said who they are where that is not clear. */
export function SignInDialog({ choice, onClose }: SignInDialogProps) {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => client.users.list({}), 'users');
  const [chosen, setChosen] = useState<string | null>(null);
  const users = load.phase === 'ready' ? load.data : [];
  if (choice.user !== undefined || chosen !== null) {
    return <RunningSignIn choice={chosen === null ? choice : { ...choice, user: chosen }} onClose={onClose} />;
  }
  if (load.phase === 'ready' && users.length < 2) return <RunningSignIn choice={choice} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={words.title(choice.server)}>
      <Loaded load={load} what={words.who} onRetry={() => void refresh()}>
        {(known) => (
          <Select
            label={words.who}
            data={known.map(({ user_id, name, email }) => ({ value: user_id, label: email ?? name }))}
            value={null}
            onChange={setChosen}
            searchable
            data-autofocus
          />
        )}
      </Loaded>
    </Modal>
  );
}

/** One that is left before its end is taken back. */
function RunningSignIn({ choice, onClose }: SignInDialogProps) {
  const { client, stores } = useConsole();
  const { run } = useAction();
  const [begun] = useState(() => createResource<SignIn>(() => client.signIns.begin(choice)));
  const load = useLoad(begun);
  const tokens = useLoad(stores.tokens);
  const toldAt = tokens.phase === 'ready' ? tokens.at : undefined;
  const firstAt = useRef(toldAt);
  const waitingId = load.phase === 'ready' && load.data.state === 'waiting' ? load.data.id : undefined;
  // What happens to a token is told; whether it was by this sign-in is asked.
  useEffect(() => {
    if (waitingId === undefined || toldAt === firstAt.current) return;
    void run(async () => begun.tell(await client.signIns.get({ id: waitingId })));
  }, [waitingId, toldAt, begun, client, run]);
  const leave = (): void => {
    if (waitingId !== undefined) void client.signIns.cancel({ id: waitingId }).catch(() => undefined);
    onClose();
  };
  return (
    <Modal opened onClose={leave} title={words.title(choice.server)}>
      <Loaded
        load={load}
        what={words.title(choice.server)}
        onRetry={() => void begun.refresh()}
        waiting={<p role="status">{words.beginning}</p>}
      >
        {(signIn) => (
          <div className={classes['body']}>
            <Progress signIn={signIn} onAnswer={(next) => begun.tell(next)} />
            <ProblemPlace />
            <Group justify="flex-end">
              <Button onClick={leave}>{signIn.state === 'waiting' ? common.cancel : words.done}</Button>
            </Group>
          </div>
        )}
      </Loaded>
    </Modal>
  );
}

interface ProgressProps {
  readonly signIn: SignIn;
  readonly onAnswer: (next: SignIn) => void;
}

function Progress({ signIn, onAnswer }: ProgressProps): ReactNode {
  switch (signIn.state) {
    case 'connected':
      return (
        <Alert
          color="ok"
          role="status"
          icon={<CircleCheck size={18} aria-hidden />}
          title={words.connected(signIn.server)}
        />
      );
    case 'failed':
      return (
        <Alert color="danger" role="alert" icon={<TriangleAlert size={18} aria-hidden />} title={words.failed}>
          {signIn.problem}
        </Alert>
      );
    case 'waiting':
      return <WaitingFor signIn={signIn} onAnswer={onAnswer} />;
  }
}

function WaitingFor({ signIn, onAnswer }: ProgressProps) {
  const { url, userCode, scopes, expiresAt } = signIn;
  return (
    <>
      <p>{userCode === undefined ? words.browser : words.device}</p>
      {userCode !== undefined && (
        <p className={classes['code']}>
          {userCode} <CopyButton text={userCode} label={words.code} />
        </p>
      )}
      {url !== undefined && (
        <Group gap="xs">
          <ExternalLink url={url}>{words.open}</ExternalLink>
          <CopyButton text={url} label={words.address} withWord />
        </Group>
      )}
      {scopes.length > 0 && <p>{words.scopes(formatList(scopes))}</p>}
      <p>
        {words.endsAt} {formatClock(expiresAt)}
      </p>
      {userCode === undefined && <PasteAddress id={signIn.id} onAnswer={onAnswer} />}
    </>
  );
}

/** For a browser that cannot reach this machine. */
function PasteAddress({ id, onAnswer }: { readonly id: string; readonly onAnswer: ProgressProps['onAnswer'] }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [address, setAddress] = useState('');
  const send = (): void =>
    void run(async () => onAnswer(await client.signIns.complete({ id, address: address.trim() })));
  return (
    <details>
      <summary>{words.remote}</summary>
      <form
        className={classes['paste']}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput
          label={words.remoteLabel}
          description={words.remoteText}
          required
          value={address}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
        />
        <Button type="submit" loading={isBusy}>
          {words.send}
        </Button>
      </form>
    </details>
  );
}
