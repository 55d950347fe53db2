import { Drawer } from '@mantine/core';
import { strings } from '../strings/strings';
import { Rail } from './rail';

const { shell } = strings;

/** The rail in a window that has no room for it. */
export function RailDrawer({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="left"
      size={264}
      title={shell.navigation}
      closeButtonProps={{ 'aria-label': shell.closeMenu }}
    >
      <Rail withWords />
    </Drawer>
  );
}
