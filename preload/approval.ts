import { contextBridge } from 'electron';
import type { Bridge } from '../shared/contract/bridge';
import { ask } from './ask';
import { createLetterbox, keptAppearance } from './letterbox';

const bridge: Bridge = {
  ...createLetterbox('approval'),
  desktop: {
    window: 'approval',
    ...keptAppearance(),
    fit: (height) => void ask('approval:fit', { height }),
    close: () => void ask('approval:close', {}),
    setRevealing: (isRevealing) => void ask('approval:reveal', { isRevealing }),
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
