import { Menu } from 'electron';
import { PRODUCT } from '../../shared/product';

/** On a Mac, copy and paste come from the menu; elsewhere our windows need none. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  if (platform !== 'darwin') return Menu.setApplicationMenu(null);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([{ label: PRODUCT.title, role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]),
  );
}
