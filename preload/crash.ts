import { contextBridge } from 'electron';
import type { CrashBridge } from '../shared/contract/bridge';
import { ask } from './ask';
import { keptAppearance } from './letterbox';

const bridge: CrashBridge = {
  ...keptAppearance(),
  report: () => ask('crash:report', {}),
  copy: () => ask('crash:copy', {}),
  reload: () => ask('crash:reload', {}),
};

contextBridge.exposeInMainWorld('crash', bridge);
