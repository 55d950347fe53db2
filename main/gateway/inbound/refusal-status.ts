import type { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type RpcResponse } from '../../../shared/model/json-rpc';
import { ERROR_META_KEY } from '../stages/respond';

/** RFC 9110 §10.2.3: whole seconds. Empty for errors that do not know when it is worth coming back. */
export function retryAfter({ detail }: GatewayError): Readonly<Record<string, string>> {
  return retryHeader(detail['retry_after_seconds']);
}

export interface AnswerStatus {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

const GIVEN: AnswerStatus = { status: 200, headers: {} };

/** 429 and when to come back, for a request that was refused because there are too many; else 200. */
export function statusOfAnswer(answer: RpcResponse): AnswerStatus {
  if (!('error' in answer) || Math.floor(answer.error.code / 100) !== 429) return GIVEN;
  const { data } = answer.error;
  const error = isJsonObject(data) ? data[ERROR_META_KEY] : undefined;
  const details = isJsonObject(error) ? error['details'] : undefined;
  return { status: 429, headers: isJsonObject(details) ? retryHeader(details['retry_after_seconds']) : {} };
}

function retryHeader(seconds: unknown): Readonly<Record<string, string>> {
  return typeof seconds === 'number' ? { 'retry-after': String(Math.ceil(seconds)) } : {};
}
