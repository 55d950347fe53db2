import type { PluginDefinition } from '../gateway/ports/plugin';
import { vault } from './secret-store/vault';

/** The secret stores that ship, apart from the rest: who only wants a secret need not load the detectors. */
export const secretStores: readonly PluginDefinition[] = [vault];
