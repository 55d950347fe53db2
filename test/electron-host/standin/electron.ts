/* What `import … from 'electron'` finds in the program under test. */
export { app } from './app';
export { StandInWindow as BrowserWindow } from './browser-window';
export { dialog } from './dialog';
export { ipcMain } from './ipc-main';
export { nativeTheme } from './native-theme';
export { screen } from './screen';
export { protocol, session } from './session';
export {
  autoUpdater,
  clipboard,
  crashReporter,
  globalShortcut,
  nativeImage,
  net,
  powerMonitor,
  safeStorage,
  shell,
} from './small-parts';
export {
  StandInMenu as Menu,
  StandInMenuItem as MenuItem,
  StandInNotification as Notification,
  StandInTray as Tray,
} from './tray';
export { webContents } from './all-web-contents';
