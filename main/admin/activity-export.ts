import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ActivityAdmin } from './activity-admin';
import { API_ROOT, type Identify } from './contract-routes';

export interface ActivityExportNeeds {
  readonly activity: ActivityAdmin;
  readonly identify: Identify;
}

/** The whole record, which is too long for one answer. */
export function addActivityExport(server: FastifyInstance, { activity, identify }: ActivityExportNeeds): void {
  server.get(`${API_ROOT}/activity/export`, (request, reply) => {
    identify(request, reply);
    const { format } = request.query as { readonly format?: unknown };
    const pieces = activity.export(request.query);
    void reply
      .header('cache-control', 'no-store')
      .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8');
    return reply.send(Readable.from(pieces, { objectMode: false }));
  });
}
