import { z } from 'zod';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { fetchBounded } from './fetch-bounded';

/** Which gateway of the vendor’s is asked for. */
export interface EnkryptGateway {
  readonly baseUrl: string;
  readonly gatewayName: string;
  readonly gatewayVersion?: string | undefined;
  readonly operation: 'get-gateway' | 'get-gateway-config';
}

/** Whom the vendor says a key belongs to, in its own names. */
export interface EnkryptHolder {
  readonly project?: string;
  readonly user?: string;
}

const Name = z.string().nullish();
// Servers and overrides of the answer are not read: this gateway’s configuration says what a project may use.
const Answer = z.looseObject({
  gateway_saved_name: z.string(),
  project_name: Name,
  is_active: z.boolean().nullish(),
  request_context: z.looseObject({ user_id: Name, project_name: Name }).nullish(),
});

/**
 * Has a key read its gateway at the vendor, who lets only good keys do that. The key goes where the vendor checks it:
 * a key of our own there, and the client’s in another header, would let everybody in.
 */
export async function askEnkrypt(key: string, asked: EnkryptGateway, signal: AbortSignal): Promise<EnkryptHolder> {
  const { gatewayName } = asked;
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) throw new GatewayError('invalid_credentials', 'The key is not valid');
  const { status, text } = await read(key, asked, signal);
  if (status === 401 || status === 403) {
    throw new GatewayError('invalid_credentials', 'Enkrypt does not know this key');
  }
  if (status === 404) {
    throw new GatewayError('insufficient_permissions', `Enkrypt has no gateway "${gatewayName}" for this key`);
  }
  if (status !== 200) throw failed(`answered with status ${status}`);
  const answer = parse(text);
  if (answer.gateway_saved_name !== gatewayName) throw failed('answered about another gateway');
  if (answer.is_active === false) {
    throw new GatewayError('insufficient_permissions', `The gateway "${gatewayName}" is not active at Enkrypt`);
  }
  const { request_context: context } = answer;
  const project = context?.project_name ?? answer.project_name;
  const user = context?.user_id;
  return { ...(project ? { project } : {}), ...(user ? { user } : {}) };
}

async function read(
  key: string,
  { baseUrl, operation, gatewayName, gatewayVersion }: EnkryptGateway,
  signal: AbortSignal,
) {
  try {
    const response = await fetchBounded(`${baseUrl}/mcp-gateway/${operation}`, {
      headers: {
        accept: 'application/json',
        apikey: key,
        'X-Enkrypt-MCP-Gateway': gatewayName,
        ...(gatewayVersion === undefined ? {} : { 'X-Enkrypt-MCP-Gateway-Version': gatewayVersion }),
      },
      signal,
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new GatewayError('auth_network_failed', 'Enkrypt cannot be reached to check the key', {}, { cause });
  }
}

function parse(text: string): z.output<typeof Answer> {
  try {
    const parsed = Answer.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Told below; the parser’s own words would repeat what was sent.
  }
  throw failed('answered in another form than documented');
}

const failed = (how: string): GatewayError => new GatewayError('auth_provider_failed', `Enkrypt ${how}`);
