import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';
import { exposition, EXPOSITION_TYPE } from './lib/exposition';

const Options = z.strictObject({
  /** Programs on this machine may read `/metrics` without a key. */
  open: z.boolean().default(false),
});

/** Serves the metrics at `/metrics` of the admin address. Nothing is done until somebody reads them. */
export const prometheus = definePlugin({
  kind: 'telemetry',
  name: 'prometheus',
  title: 'Prometheus',
  options: Options,
  create: ({ open }, { metrics }) => ({
    record: () => undefined,
    flush: () => Promise.resolve(),
    page: {
      contentType: EXPOSITION_TYPE,
      isOpen: open,
      render: () => exposition(metrics?.collect() ?? []),
    },
  }),
});
