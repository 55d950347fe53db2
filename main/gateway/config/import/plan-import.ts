import { GatewayConfig, type GatewayConfigInput } from '../../../../shared/config/gateway-config';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { convertBaseProduct, isBaseProduct, type ReplacedKey } from './base-product';
import { convertClientServer, findClientServers } from './client-servers';
import { ImportReport, type ImportNote } from './import-report';
import { readImportText, type ImportFormat } from './read-import-text';
import { convertRegistryServer, isRegistryServer, registryName } from './registry-server';
import { toServerName } from './server-name';

export type ImportKind = 'base-product' | 'client' | 'registry' | 'own';

/** What an import would bring, and what becomes of every member of it. */
export interface ImportPlan {
  readonly kind: ImportKind;
  readonly format: ImportFormat;
  /** Servers alone, to be put into a config that is chosen; or whole sections. */
  readonly servers?: Readonly<Record<string, JsonObject>>;
  readonly config?: Partial<GatewayConfigInput>;
  readonly keys: readonly ReplacedKey[];
  readonly notes: readonly ImportNote[];
}

/** Reads what people have: a configuration of the base product, of a client, of the registry, or of ours. */
export async function planImport(text: string): Promise<ImportPlan> {
  const { format, value } = await readImportText(text);
  const report = new ImportReport();
  const plan = planOf(value, report);
  if (plan === undefined) {
    const known =
      'an enkrypt_mcp_config.json, the "mcpServers" of a client, a server.json of the registry, or a configuration of ours';
    throw new GatewayError('config_invalid', `This holds nothing that can be imported: it is none of ${known}`);
  }
  return { format, ...plan, notes: report.notes };
}

function planOf(value: JsonObject, report: ImportReport): Omit<ImportPlan, 'format' | 'notes'> | undefined {
  if (isBaseProduct(value)) return { kind: 'base-product', ...convertBaseProduct(value, report) };
  if (value['version'] === 1 && isJsonObject(value['configs']))
    return { kind: 'own', config: ownConfig(value), keys: [] };
  if (isRegistryServer(value)) {
    const server = convertRegistryServer(value, report);
    if (server === undefined)
      throw new GatewayError('config_invalid', 'Nothing in this server.json can be run from here');
    const name = toServerName(registryName(String(value['name'])), new Set(), report, 'name');
    return { kind: 'registry', servers: { [name]: server }, keys: [] };
  }
  const found = findClientServers(value);
  if (found === undefined) return undefined;
  const servers: Record<string, JsonObject> = {};
  for (const [given, server] of Object.entries(found.servers)) {
    const place = [...found.path, given].join('.');
    const settings = convertClientServer(place, server, report);
    if (settings !== undefined) servers[toServerName(given, new Set(Object.keys(servers)), report, place)] = settings;
  }
  return { kind: 'client', servers, keys: [] };
}

function ownConfig(value: JsonObject): Partial<GatewayConfigInput> {
  const parsed = GatewayConfig.safeParse(value);
  if (parsed.success) return value as Partial<GatewayConfigInput>;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new GatewayError('config_invalid', `This configuration is not valid: ${problems.slice(0, 5).join('; ')}`);
}
