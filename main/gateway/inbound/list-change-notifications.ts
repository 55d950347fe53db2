import type { Face } from '../../../shared/model/face';
import type { ListKind } from '../catalog/catalog-types';
import type { ListChange } from '../catalog/list-changes';

const NOTIFICATIONS: Readonly<Record<ListKind, string>> = {
  tools: 'notifications/tools/list_changed',
  prompts: 'notifications/prompts/list_changed',
  resources: 'notifications/resources/list_changed',
  resourceTemplates: 'notifications/resources/list_changed',
};

/** The notification that tells a client of a change; resources and their templates share one. */
export function changeNotification(change: ListChange): string {
  return NOTIFICATIONS[change.list];
}

/** Whether a client of this config and face can see the change. */
export function concerns(change: ListChange, configId: string, face: Face): boolean {
  if (change.configId !== configId) return false;
  return face.kind === 'aggregate' || change.server === undefined || change.server === face.server;
}
