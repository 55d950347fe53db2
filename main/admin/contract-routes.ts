import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, type Contract, listOperations, type Operation, routeOf } from '../../shared/contract/define';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { type AnyHandlers, type Dispatch, handlerOf } from './dispatch';

export const API_ROOT = '/api/v1';

/** Says who asks; throws for a credential that is missing or wrong. */
export type Identify = (request: FastifyRequest, reply: FastifyReply) => Caller;

/** Everything else is small. */
const LARGE_BODY_BYTES = 32 * 1024 * 1024;

export interface ContractRoutesNeeds {
  readonly contract: Contract;
  readonly handlers: AnyHandlers;
  readonly dispatch: Dispatch;
  readonly identify: Identify;
}

/** Adds a route for every operation that somebody answers; answers are `{ message, data, timestamp }`. */
export function addContractRoutes(server: FastifyInstance, needs: ContractRoutesNeeds): void {
  const { contract, handlers, dispatch, identify } = needs;
  const callers = new WeakMap<FastifyRequest, Caller>();
  for (const [name, operation] of listOperations(contract)) {
    if (handlerOf(handlers, name) === undefined) continue;
    const { method, path } = routeOf(operation);
    server.route({
      method,
      url: `${API_ROOT}${path}`,
      ...(operation.isLarge === true ? { bodyLimit: LARGE_BODY_BYTES } : {}),
      // Before the body is read: strangers send nothing that we look at.
      onRequest: async (request, reply) => void callers.set(request, identify(request, reply)),
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const caller = callers.get(request);
        if (caller === undefined) throw new TypeError('Nobody was identified');
        const data = await dispatch(name, inputOf(operation, request), { ...caller, onGone: onGoneOf(reply) });
        return { message: 'OK', data: data ?? null, timestamp: new Date().toISOString() };
      },
    });
  }
}

/** The client may have gone before anybody wants to hear of it. */
const onGoneOf =
  ({ raw }: FastifyReply): NonNullable<Caller['onGone']> =>
  (listener) => {
    const tell = (): void => {
      if (!raw.writableFinished) listener();
    };
    if (raw.closed) tell();
    else raw.once('close', tell);
  };

/** The path names what is meant; the body, or without one the query, says the rest. */
function inputOf(operation: Operation, { params, query, body }: FastifyRequest): JsonObject {
  const { method } = routeOf(operation);
  const given = method === 'GET' || method === 'DELETE' ? { ...(query as object), ...bodyOf(body) } : bodyOf(body);
  return { ...given, ...(params as object) };
}

function bodyOf(body: unknown): JsonObject {
  if (body === undefined || body === null) return {};
  if (isJsonObject(body)) return body;
  throw new GatewayError('invalid_params', 'The body must be a JSON object');
}
