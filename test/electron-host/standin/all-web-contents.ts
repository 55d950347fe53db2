import { StandInWindow } from './browser-window';

const all = () => StandInWindow.getAllWindows().map((window) => window.webContents);

export const webContents = {
  getAllWebContents: all,
  fromId: (id: number) => all().find((contents) => contents.id === id),
};
