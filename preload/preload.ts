import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, WireEvent, WireReply } from '../shared/contract/bridge';

let subscriptions = 0;

const bridge: Bridge = {
  invoke: (operation, input) => ipcRenderer.invoke('admin:invoke', operation, input) as Promise<WireReply>,
  subscribe(input, listener) {
    const own = (subscriptions += 1);
    const forward = (_: unknown, id: number, event: WireEvent): void => {
      if (id === own) listener(event);
    };
    ipcRenderer.on('admin:event', forward);
    ipcRenderer.send('admin:subscribe', own, input);
    return () => {
      ipcRenderer.off('admin:event', forward);
      ipcRenderer.send('admin:unsubscribe', own);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
