import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract/bridge';
import { ask } from './ask';
import { createLetterbox, kept } from './letterbox';

const bridge: Bridge = {
  ...createLetterbox('approval'),
  desktop: {
    window: 'approval',
    ...kept('appearance'),
    followAppearance(listener) {
      ipcRenderer.on('approval:appearance', (_, text: string) => listener(text));
      // What was said when the window was made may be long ago: a page that fell is loaded again.
      void ask('approval:appearance', {}).then((reply) => {
        if (reply.ok && typeof reply.value === 'string') listener(reply.value);
      });
    },
    fit: (height) => void ask('approval:fit', { height }),
    close: () => void ask('approval:close', {}),
    setRevealing: (isRevealing) => void ask('approval:reveal', { isRevealing }),
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
