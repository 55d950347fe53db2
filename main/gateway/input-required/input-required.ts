import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';

/** A result that asks before it answers (MCP 2026-07-28, Multi Round-Trip Requests). */
export interface InputRequired {
  readonly inputRequests: JsonObject;
  readonly requestState?: unknown;
}

export function asInputRequired(result: JsonObject): InputRequired | undefined {
  if (result['resultType'] !== 'input_required') return undefined;
  const { inputRequests, requestState } = result;
  return {
    inputRequests: isJsonObject(inputRequests) ? inputRequests : {},
    ...(requestState === undefined ? {} : { requestState }),
  };
}

export function inputRequiredResult(inputRequests: JsonObject, requestState: string): JsonObject {
  return { resultType: 'input_required', inputRequests, requestState };
}

/** The error with which a legacy server says that a page must be visited first (2025-11-25, URL elicitation). */
export const URL_ELICITATION_REQUIRED = -32_042;

/** The same demand as questions that a modern client understands; `undefined` when the error names no page. */
export function urlElicitations(data: unknown): JsonObject | undefined {
  const elicitations = isJsonObject(data) ? data['elicitations'] : undefined;
  if (!Array.isArray(elicitations) || elicitations.length === 0) return undefined;
  const requests = elicitations.filter(isJsonObject).map(({ elicitationId, ...params }, index) => {
    return [`visit-${index + 1}`, { method: 'elicitation/create', params: { mode: 'url', ...params } }] as const;
  });
  return Object.fromEntries(requests);
}
