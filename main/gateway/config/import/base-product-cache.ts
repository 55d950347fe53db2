import type { GatewayConfigInput } from '../../../../shared/config/gateway-config';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import type { ImportReport } from './import-report';

const HOURS: Readonly<Record<string, 'toolSeconds' | 'configSeconds'>> = {
  enkrypt_tool_cache_expiration: 'toolSeconds',
  enkrypt_gateway_cache_expiration: 'configSeconds',
};
const OPTIONS: Readonly<Record<string, readonly [name: string, type: 'string' | 'number']>> = {
  enkrypt_cache_host: ['host', 'string'],
  enkrypt_cache_port: ['port', 'number'],
  enkrypt_cache_db: ['db', 'number'],
  enkrypt_cache_password: ['password', 'string'],
};
const EXTERNAL = 'enkrypt_mcp_use_external_cache';

/** Members that are about the cache. */
export const isCacheMember = (name: string): boolean =>
  name === EXTERNAL || Object.hasOwn(HOURS, name) || Object.hasOwn(OPTIONS, name);

/** How long things are believed, and the Redis besides (base product §2.3). */
export function convertBaseCache(common: JsonObject, report: ImportReport): Partial<GatewayConfigInput> {
  const isExternal = common[EXTERNAL] === true;
  const seconds: Record<string, number> = {};
  const options: Record<string, string | number> = {};
  for (const [name, given] of Object.entries(common).filter(([member]) => isCacheMember(member))) {
    const place = `common_mcp_gateway_config.${name}`;
    const hours = HOURS[name];
    const [option, type] = OPTIONS[name] ?? [];
    if (name === EXTERNAL) report.taken(place);
    else if (hours !== undefined && typeof given === 'number' && given >= 0) {
      seconds[hours] = given * 3_600;
      report.taken(place);
    } else if (option !== undefined && !isExternal) report.left(place, `${EXTERNAL} is not true, so it meant nothing`);
    else if (option !== undefined && given !== null && given !== '' && typeof given === type) {
      options[option] = given as string | number;
      report.taken(place);
    } else report.left(place, given === null || given === '' ? 'is empty' : `must be a ${type ?? 'number'}`);
  }
  const provider = isExternal ? { provider: { use: 'redis', options } } : {};
  const cache = { ...seconds, ...provider };
  return Object.keys(cache).length === 0 ? {} : { cache };
}
