import { z } from 'zod';
import { DETECTOR_NAMES, type DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding } from '../../../shared/model/verdict';
import { definePlugin } from '../../gateway/ports/plugin';
import { createRemoteService } from './lib/remote/remote-guardrail';
import { resolveAll, ServiceKey, ServiceUrl } from '../lib/service-options';
import { signBody } from '../lib/sign-body';

const Options = z.strictObject({
  url: ServiceUrl,
  /** Signs what is sent, so that the receiver knows who sent it. */
  secret: ServiceKey.optional(),
  headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'not a header name'), z.string()).default({}),
  /** What its findings may be about. */
  detectors: z
    .array(z.enum(DETECTOR_NAMES as readonly [DetectorName, ...DetectorName[]]))
    .min(1)
    .default(['policy-violation']),
  phases: z
    .array(z.enum(['server', 'listing', 'input', 'output']))
    .min(1)
    .default(['server', 'listing', 'input', 'output']),
});

const offset = z.number().int().min(0).optional();
const Answer = z.strictObject({
  findings: z.array(
    z.strictObject({
      detector: z.enum(DETECTOR_NAMES as readonly [DetectorName, ...DetectorName[]]),
      rule: z.string().min(1).max(100),
      severity: z.enum(['low', 'medium', 'high', 'critical']),
      score: z.number().min(0).max(1),
      message: z.string().max(500),
      at: z.string().max(2_000).optional(),
      start: offset,
      end: offset,
    }),
  ),
});

/**
 * Asks a service of your own: it is posted what is judged and answers with findings. Signed, the header
 * `x-signature` holds `t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">`.
 */
export const webhook = definePlugin({
  kind: 'guardrail',
  name: 'webhook',
  title: 'A service of your own',
  options: Options,
  async create({ url, secret, headers, detectors, phases }, { resolve, now }) {
    const service = createRemoteService('The webhook guardrail');
    const key = secret === undefined ? undefined : await resolve(secret);
    const sent = await resolveAll(headers, resolve);
    return {
      asksOthers: true,
      phases: new Set(phases),
      detectors: new Set(detectors),
      async inspect({ phase, server, method, name, content, wanted }, signal) {
        const body = JSON.stringify({ phase, server, method, name, content, detectors: [...(wanted ?? detectors)] });
        const signature = key === undefined ? {} : { 'x-signature': signBody(body, key, now()) };
        const { findings } = await service.post({
          url,
          headers: { ...sent, ...signature },
          body,
          answer: Answer,
          signal,
        });
        return { action: 'report', findings: findings.map(asFinding) };
      },
    };
  },
});

type Told = z.output<typeof Answer>['findings'][number];

function asFinding({ at, start, end, ...told }: Told): DetectedFinding {
  const span = start === undefined || end === undefined ? {} : { start, end };
  return { ...told, ...(at === undefined ? {} : { at }), ...span };
}
