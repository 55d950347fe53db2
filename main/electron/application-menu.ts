import { Menu } from 'electron';
import { PRODUCT } from '../../shared/product';

/** On a Mac, copy, paste and zoom come from the menu; elsewhere our windows need none, and heed the keys for zoom themselves. */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  if (platform !== 'darwin') return Menu.setApplicationMenu(null);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: PRODUCT.title, role: 'appMenu' },
      { role: 'editMenu' },
      { label: 'View', submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }] },
      { role: 'windowMenu' },
    ]),
  );
}
