import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Lets in those who may do what people may do. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export const API_ROOT = '/api/v1';

/** What an operation is given: the id in its path, if there is one, and the body. */
export interface Asked {
  readonly id: string;
  readonly body: unknown;
}

export type Operation = readonly [
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  work: (request: Asked) => Promise<unknown>,
];

/** Adds operations that answer with `{ message, data, timestamp }`. */
export function addOperations(server: FastifyInstance, guard: Guard, operations: readonly Operation[]): void {
  for (const [method, path, work] of operations) {
    server.route({
      method,
      url: `${API_ROOT}${path}`,
      onRequest: guard,
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const { id = '' } = request.params as { readonly id?: string };
        const data = await work({ id, body: request.body });
        return { message: 'OK', data: data ?? null, timestamp: new Date().toISOString() };
      },
    });
  }
}
