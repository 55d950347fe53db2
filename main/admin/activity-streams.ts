import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { ActivityFilter } from '../../shared/contract/activity-inputs';
import type { ActivityAdmin } from './activity-admin';
import { API_ROOT } from './contract-routes';
import { addEventRoute, type Guard } from './event-route';
import { parseInput } from './parse-input';

export interface ActivityStreams {
  readonly activity: ActivityAdmin;
  readonly guard: Guard;
}

/** What is too long for one answer, or never ends: the whole record, and what is recorded from now on. */
export function addActivityStreams(server: FastifyInstance, { activity, guard }: ActivityStreams): void {
  server.get(`${API_ROOT}/activity/export`, { onRequest: guard }, (request, reply) => {
    const { format } = request.query as { readonly format?: unknown };
    const pieces = activity.export(request.query);
    void reply
      .header('cache-control', 'no-store')
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8');
    return reply.send(Readable.from(pieces, { objectMode: false }));
  });
  addEventRoute(server, {
    path: '/activity/events',
    guard,
    open(query) {
      const filter = parseInput(ActivityFilter, query);
      return ({ tell, signal, onOpen }) =>
        void activity.follow((line) => tell({ type: 'activity.recorded', ...{ line } }), { filter, signal, onOpen });
    },
  });
}
