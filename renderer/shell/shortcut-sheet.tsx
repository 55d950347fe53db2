import { Kbd, Modal } from '@mantine/core';
import { strings } from '../strings/strings';
import { modifierName } from './modifier-name';
import classes from './shortcut-sheet.module.css';

const { shortcuts } = strings.shell;

/** Every shortcut there is. */
export function ShortcutSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const modifier = modifierName();
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [shortcuts.palette, [modifier, 'K']],
    [shortcuts.screens, [modifier, '1 … 9']],
    [shortcuts.settings, [modifier, ',']],
    [shortcuts.search, ['/']],
    [shortcuts.pause, [modifier, '.']],
    [shortcuts.sheet, ['?']],
    [shortcuts.close, ['Esc']],
    [shortcuts.deny, ['D']],
    [shortcuts.allow, ['A']],
    [shortcuts.neighbours, ['←', '→']],
    [shortcuts.raw, ['R']],
  ];
  return (
    <Modal opened={isOpen} onClose={onClose} title={shortcuts.title}>
      <dl className={classes['list']}>
        {rows.map(([what, keys]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
