import type { Limits } from '../../../shared/config/limits';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { RpcId } from '../../../shared/model/json-rpc';
import { jsonLimitsOf, measureJsonText, measureJsonValue } from '../limits/json-limits';
import { findResponseId } from '../upstream/find-response-id';
import { idOf } from './classify-message';

const EDGE = 4_096;

/**
 * Parses what a client sent, within bounds. A member that stands twice in one object is refused: two readers may see two
 * different requests there (RFC 8259 §4). `seen` learns the id even when it throws, so that the refusal can be matched.
 */
export function parseMessage(text: string, limits: Limits, seen: { id?: RpcId }): unknown {
  const bounds = jsonLimitsOf(limits);
  const { excess, members } = measureJsonText(text, bounds);
  if (excess !== undefined) {
    const id = findResponseId({ head: text.slice(0, EDGE), tail: text.slice(-EDGE) });
    if (id !== undefined) seen.id = id;
    throw new GatewayError('content_too_complex', `The message ${excess}`);
  }
  const value = parse(text);
  const id = idOf(value);
  if (id !== undefined) seen.id = id;
  if (measureJsonValue(value, bounds).members === members) return value;
  throw new GatewayError('invalid_request', 'The message has an object that names a member twice');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GatewayError('parse_failed', 'The message is not well-formed JSON', {}, { cause });
  }
}
