import { contextBridge } from 'electron';
import type { CrashBridge } from '../shared/contract/bridge';
import { ask } from './ask';
import { kept } from './letterbox';

const bridge: CrashBridge = {
  ...kept('appearance'),
  report: () => ask('crash:report', {}),
  copy: () => ask('crash:copy', {}),
  reload: () => ask('crash:reload', {}),
};

contextBridge.exposeInMainWorld('crash', bridge);
