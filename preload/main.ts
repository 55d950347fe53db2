import { contextBridge } from 'electron';
import type { Bridge } from '../shared/contract/bridge';
import { ask } from './ask';
import { createLetterbox, kept } from './letterbox';

const bridge: Bridge = {
  ...createLetterbox('main'),
  desktop: {
    window: 'main',
    ...kept('appearance'),
    ...kept('welcome'),
    keepAppearance: (text) => void ask('main:keep-appearance', { text }),
    keepWelcome: (text) => void ask('main:keep-welcome', { text }),
    showApprovals: (id) => void ask('main:show-approvals', { id }),
    openExternal: (url) => ask('main:open-external', { url }),
    saveText: (name, text) => ask('main:save-text', { name, text }),
    saveActivity: (name, query) => ask('main:save-activity', { name, query }),
    setUp: (change) => ask('main:set-up', change),
    setRevealing: (isRevealing) => void ask('main:reveal', { isRevealing }),
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
