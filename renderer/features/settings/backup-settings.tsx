import { Button, FileButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Backup } from '../../../shared/contract/system';
import { valueOf } from '../../api/value-of';
import { Card } from '../../components/card';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';
import { readBackup, setsIn } from './read-backup';
import classes from './settings-page.module.css';

const { backup: words } = strings.settings;

/** Keeps the configuration elsewhere, brings it back, or begins anew. */
export function BackupSettings() {
  const { client, desktop } = useConsole();
  const { isBusy, run } = useAction();
  const [found, setFound] = useState<Backup | undefined>(undefined);
  const [isBad, setBad] = useState(false);
  const [isResetting, setResetting] = useState(false);
  const save = (): void =>
    void run(
      async () => {
        const made = await client.system.backup({});
        const name = `secure-mcp-gateway-${made.timestamp.slice(0, 10)}.json`;
        const text = JSON.stringify(made, undefined, 2);
        if (desktop?.window === 'main') return valueOf(await desktop.saveText(name, text)) === true;
        saveFile(name, text);
        return true;
      },
      (isKept) => (isKept ? words.saved : undefined),
    );
  const read = async (file: File | null): Promise<void> => {
    if (file === null) return;
    const backup = readBackup(await file.text());
    setFound(backup);
    setBad(backup === undefined);
  };
  const restore = (backup: Backup): void =>
    void run(async () => {
      await client.system.restore({ backup });
      setFound(undefined);
    }, words.restored);
  return (
    <Card title={words.title}>
      <p>{words.explain}</p>
      <div className={classes['actions']}>
        <Button onClick={save} loading={isBusy}>
          {words.save}
        </Button>
        <FileButton onChange={(file) => void read(file)} accept=".json">
          {(props) => <Button {...props}>{words.restore} …</Button>}
        </FileButton>
        <Button color="danger" variant="outline" onClick={() => setResetting(true)}>
          {words.reset} …
        </Button>
      </div>
      {isBad && <p role="alert">{words.badFile}</p>}
      {found !== undefined && (
        <ConfirmDialog
          title={words.restoreTitle}
          word={words.restore}
          isOpen
          isBusy={isBusy}
          onClose={() => setFound(undefined)}
          onConfirm={() => restore(found)}
        >
          {words.restoreText(formatMoment(Date.parse(found.timestamp)), setsIn(found))}
        </ConfirmDialog>
      )}
      {isResetting && <Reset onClose={() => setResetting(false)} />}
    </Card>
  );
}

/** Everything goes, so one word is not enough. */
function Reset({ onClose }: { readonly onClose: () => void }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const reset = (): void => {
    setWrong(typed !== words.resetCode);
    if (typed !== words.resetCode) return;
    void run(
      async () => {
        const made = await client.system.reset({ confirm: true });
        onClose();
        return made;
      },
      ({ removed }) => words.resetDone(Object.values(removed).reduce((sum, count) => sum + count, 0)),
    );
  };
  return (
    <ConfirmDialog
      title={words.resetTitle}
      word={words.resetWord}
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      onConfirm={reset}
    >
      <p>{words.resetText}</p>
      <TextInput
        mt="sm"
        label={words.resetType(words.resetCode)}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        error={isWrong ? words.resetType(words.resetCode) : undefined}
      />
    </ConfirmDialog>
  );
}

/** Lets the browser keep a text as a file; windows of the desktop download nothing. */
function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
