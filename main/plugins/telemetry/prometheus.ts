import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { definePlugin, type PluginContext } from '../../gateway/ports/plugin';
import { exposition, EXPOSITION_TYPE } from './lib/exposition';

const Options = z.strictObject({
  /** Programs on this machine may read `/metrics` without a key. */
  open: z.boolean().default(false),
  /** Opens `/metrics` and nothing else; best as a reference such as `${file:/run/secrets/metrics-token}`. */
  token: z.string().min(1).optional(),
});

const SHORTEST_TOKEN = 32;

/** Serves the metrics at `/metrics` of the admin address. Nothing is done until somebody reads them. */
export const prometheus = definePlugin({
  kind: 'telemetry',
  name: 'prometheus',
  title: 'Prometheus',
  options: Options,
  create: ({ open, token }, context) => ({
    record: () => undefined,
    flush: () => Promise.resolve(),
    page: {
      contentType: EXPOSITION_TYPE,
      isOpen: open,
      admits: token === undefined ? () => Promise.resolve(false) : createAdmission(token, context),
      render: () => exposition(context.metrics?.collect() ?? []),
    },
  }),
});

/** Reads the token anew each time, so that another one in the file is in force at once. */
function createAdmission(token: string, { resolve, log }: PluginContext) {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  let isComplaining = false;
  const complain = (cause: string): false => {
    if (!isComplaining) log?.warn('The token of /metrics cannot be used, so nobody is let in with it', { cause });
    isComplaining = true;
    return false;
  };
  return async (presented: string): Promise<boolean> => {
    try {
      const expected = (await resolve(token)).trim();
      if (expected.length < SHORTEST_TOKEN) return complain(`it has fewer than ${SHORTEST_TOKEN} characters`);
      isComplaining = false;
      return timingSafeEqual(digest(presented), digest(expected));
    } catch (failure) {
      return complain(failure instanceof Error ? failure.message : String(failure));
    }
  };
}
