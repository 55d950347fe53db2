import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, WireReply } from '../shared/contract/bridge';

const bridge: Bridge = {
  invoke: (operation, input) => ipcRenderer.invoke('admin:invoke', operation, input) as Promise<WireReply>,
  subscribe(event, listener) {
    const forward = (_: unknown, name: string, payload: unknown): void => {
      if (name === event) listener(payload);
    };
    ipcRenderer.on('admin:event', forward);
    return () => {
      ipcRenderer.off('admin:event', forward);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
