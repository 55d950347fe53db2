import { z } from 'zod';
import { ServerNameSchema } from '../../../shared/config/upstream-server';

/** The first line that a stdio shim sends to the gateway: who it speaks for. */
export const SocketHello = z.strictObject({
  v: z.literal(1),
  key: z.string().max(1_000).optional(),
  projectId: z.string().max(200).optional(),
  userId: z.string().max(200).optional(),
  server: ServerNameSchema.optional(),
  pid: z.number().int(),
});
export type SocketHello = z.output<typeof SocketHello>;

/** The gateway’s answer, before the first message. */
export const SocketWelcome = z.object({ v: z.literal(1), ok: z.boolean(), reason: z.string().optional() });
export type SocketWelcome = z.output<typeof SocketWelcome>;
