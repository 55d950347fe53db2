import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ActivityLog } from './activity-log';

/** Deep enough to name a server or a key; below that, the whole entry is shown. */
const MAX_DEPTH = 5;

/** What differs between two configurations, by place. `undefined` when nothing does. */
export function configDifference(before: GatewayConfig, after: GatewayConfig) {
  const places = differences(before, after, []);
  if (places.length === 0) return undefined;
  const told = (config: GatewayConfig) =>
    Object.fromEntries(places.map((place) => [place.join('.'), valueAt(config, place)]));
  return { before: told(before), after: told(after), places: places.map((place) => place.join('.')) };
}

/** Records what differs between two configurations, whoever wrote the file. */
export function recordConfigChange(
  log: Pick<ActivityLog, 'recordAdminChange'>,
  before: GatewayConfig,
  after: GatewayConfig,
): void {
  const difference = configDifference(before, after);
  if (difference === undefined) return;
  log.recordAdminChange({
    who: { kind: 'file', id: 'config.json' },
    operation: 'config.apply',
    target: difference.places.join(', '),
    before: difference.before,
    after: difference.after,
  });
}

function differences(before: unknown, after: unknown, place: readonly string[]): readonly (readonly string[])[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  // Members of these are values, which are masked as a whole.
  const isValues = place.at(-1) === 'env' || place.at(-1) === 'headers';
  if (!isJsonObject(before) || !isJsonObject(after) || isValues || place.length === MAX_DEPTH) return [place];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const below = names.flatMap((name) => differences(before[name], after[name], [...place, name]));
  // The order of members is said too: it is the order in which tools are listed.
  return below.length === 0 ? [place] : below;
}

const valueAt = (config: GatewayConfig, place: readonly string[]): unknown =>
  place.reduce<unknown>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    config as unknown as JsonObject,
  );
