import { Button, Modal, Tabs } from '@mantine/core';
import { useState } from 'react';
import { FormButtons } from '../../components/form-buttons';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './add-server.module.css';
import { CATALOGUE } from './catalogue';
import { ImportServers } from './import-servers';
import { badEnvironment, EMPTY_DRAFT, membersOf, type ServerDraft } from './server-draft';
import { ServerFields } from './server-fields';

const { servers: words } = strings;
const { form } = words;
const KINDS = ['form', 'paste', 'catalogue'] as const;
type Kind = (typeof KINDS)[number];

interface AddServerProps {
  readonly isOpen: boolean;
  /** What the form begins with. */
  readonly first?: ServerDraft | undefined;
  readonly onClose: () => void;
}

/** Adds a server: by form, from what a client has configured, or one that others publish. */
export function AddServer({ isOpen, first = EMPTY_DRAFT, onClose }: AddServerProps) {
  const [kind, setKind] = useState<Kind>('form');
  const [draft, setDraft] = useState(first);
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.add} size="lg">
      <Tabs value={kind} onChange={(value) => setKind(KINDS.find((each) => each === value) ?? 'form')}>
        <Tabs.List mb="md">
          {KINDS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {form.kinds[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="form">
          <AddForm draft={draft} onDraft={setDraft} onClose={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="paste">
          <ImportServers onClose={onClose} />
        </Tabs.Panel>
        <Tabs.Panel value="catalogue">
          <Catalogue
            onChoose={(chosen) => {
              setDraft({ ...EMPTY_DRAFT, ...chosen });
              setKind('form');
            }}
          />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

interface AddFormProps {
  readonly draft: ServerDraft;
  readonly onDraft: (draft: ServerDraft) => void;
  readonly onClose: () => void;
}

function AddForm({ draft, onDraft, onClose }: AddFormProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const add = async (): Promise<void> => {
    const isDone = await run(async () => {
      await client.servers.add({ config_identifier: draft.config, server_name: draft.name, ...membersOf(draft) });
      await stores.servers.refresh();
    }, form.added(draft.name));
    if (!isDone) return;
    onDraft(EMPTY_DRAFT);
    onClose();
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (badEnvironment(draft.env) === undefined) void add();
      }}
    >
      <ServerFields draft={draft} onDraft={onDraft} isNew />
      <FormButtons word={form.add} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}

function Catalogue({ onChoose }: { readonly onChoose: (draft: Partial<ServerDraft>) => void }) {
  return (
    <>
      <p>{form.catalogueText}</p>
      <ul className={classes['catalogue']}>
        {CATALOGUE.map(({ draft, text }) => (
          <li key={draft.name}>
            <div>
              <strong>{draft.name}</strong>
              <p>{text}</p>
              <code>{`${draft.command} ${draft.args.replaceAll('\n', ' ')}`}</code>
            </div>
            <Button size="xs" onClick={() => onChoose(draft)} aria-label={`${form.choose}: ${draft.name}`}>
              {form.choose}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
