import { Button } from '@mantine/core';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { KEY_HOLDERS } from '../../../shared/contract/secrets';
import { Card } from '../../components/card';
import { FactList } from '../../components/fact-list';
import { FormDialog } from '../../components/form-dialog';
import { Loaded } from '../../components/loaded';
import { StatusPill } from '../../components/status-pill';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';

const { secrets: words } = strings;
const { store } = words;

/** How secrets are kept, and what helps if they cannot be read. */
export function SecretStore({ onChange }: { readonly onChange: () => Promise<void> }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const { load, refresh } = useResource(() => client.secrets.status({}), 'status');
  const [isRotating, setRotating] = useState(false);
  const rotate = (): void =>
    void run(
      async () => {
        const made = await client.secrets.rotate({});
        setRotating(false);
        await Promise.all([refresh(), onChange()]);
        return made;
      },
      ({ secrets }) => words.rotated(secrets),
    );
  const isOutside = load.phase === 'ready' && load.data['keySource'] === 'environment';
  return (
    <Card title={store.title} actions={<Button onClick={() => setRotating(true)}>{words.rotate} …</Button>}>
      <p>{words.explain}</p>
      <Loaded load={load} what={store.title} onRetry={() => void refresh()}>
        {(facts) => <StoreFacts facts={facts} />}
      </Loaded>
      <FormDialog
        title={words.rotateTitle}
        word={words.rotate}
        isOpen={isRotating}
        isBusy={isBusy}
        onClose={() => setRotating(false)}
        onSubmit={rotate}
      >
        <p>{words.rotateText}</p>
        {isOutside && <p>{words.rotateFromOutside}</p>}
      </FormDialog>
    </Card>
  );
}

interface StoreFactsProps {
  readonly facts: Readonly<Record<string, unknown>> & { readonly store: string; readonly ok: boolean };
}

function StoreFacts({ facts }: StoreFactsProps) {
  const { store: kind, ok, place, keySource, secrets, detail, fix } = facts;
  const holder = KEY_HOLDERS.find((each) => each === keySource);
  return (
    <>
      <FactList
        facts={[
          [
            store.state,
            <StatusPill key="state" tone={ok ? 'ok' : 'danger'} icon={ok ? CircleCheck : CircleAlert} plain>
              {ok ? store.ok : store.bad}
            </StatusPill>,
          ],
          [store.kind, store.names[kind] ?? kind],
          ...(typeof place === 'string' ? [[store.place, <code key="place">{place}</code>] as const] : []),
          ...(holder === undefined ? [] : [[store.holder, store.holders[holder]] as const]),
          ...(typeof secrets === 'number' ? [[store.count, String(secrets)] as const] : []),
        ]}
      />
      {typeof detail === 'string' && <p role="alert">{detail}</p>}
      {typeof fix === 'string' && <p>{fix}</p>}
    </>
  );
}
