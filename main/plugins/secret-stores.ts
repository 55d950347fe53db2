import type { PluginDefinition } from '../gateway/ports/plugin';
import { commandSecrets } from './secret-store/command';
import { environmentSecrets } from './secret-store/environment';
import { fileSecrets } from './secret-store/file';
import { vault } from './secret-store/vault';

/** The secret stores that ship, apart from the rest: who only wants a secret need not load the detectors. */
export const secretStores: readonly PluginDefinition[] = [vault, environmentSecrets, fileSecrets, commandSecrets];
