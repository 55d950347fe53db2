import { z } from 'zod';
import { PRODUCT } from '../../../shared/product';
import { definePlugin } from '../../gateway/ports/plugin';
import { isLoopbackUrl } from '../lib/service-options';
import { createOtlpSink } from './lib/otlp-sink';
import { LeastLevel } from './lib/log-level';

const HEADER = /^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/;

const Options = z
  .strictObject({
    /** Of the collector. Over HTTP the paths of the signals are put behind it. Absent: this machine, at the usual port. */
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
    /** `http` carries protobuf, `http-json` the same as JSON. */
    protocol: z.enum(['http', 'http-json', 'grpc']).default('http'),
    /** Sent with every request; values may be references such as `${secret:NAME}`. */
    headers: z
      .record(z.string().regex(HEADER, 'must be a header name in lower case'), z.string().max(10_000))
      .default({}),
    /** PEM texts, best as references such as `${file:/path}`. */
    tls: z
      .strictObject({
        ca: z.string().min(1).optional(),
        certificate: z.string().min(1).optional(),
        key: z.string().min(1).optional(),
        passphrase: z.string().min(1).optional(),
      })
      .refine((tls) => (tls.certificate === undefined) === (tls.key === undefined), 'needs both certificate and key')
      .default({}),
    /** Lets plain http go to another machine, where others can read along. */
    insecure: z.boolean().default(false),
    compression: z.enum(['none', 'gzip']).default('none'),
    signals: z
      .array(z.enum(['traces', 'metrics', 'logs']))
      .min(1)
      .default(['traces', 'metrics', 'logs']),
    serviceName: z.string().min(1).max(200).default(PRODUCT.name),
    /** The resource attribute `job`. */
    jobName: z.string().min(1).max(200).optional(),
    /** Further resource attributes, such as `deployment.environment.name`. */
    resource: z.record(z.string().min(1).max(200), z.string().max(1_000)).default({}),
    sampling: z
      .strictObject({
        /** Part of the traces that begin here, 0 to 1. */
        ratio: z.number().min(0).max(1).default(1),
        /** Do as the client does, where the client says whether it samples. */
        followClient: z.boolean().default(true),
      })
      .prefault({}),
    /** Seconds between two reports of all metrics. */
    metricsSeconds: z.number().min(1).max(3_600).default(15),
    /** Seconds that one request to the collector may take. */
    timeoutSeconds: z.number().min(1).max(60).default(10),
    /** Milder lines of the log are not sent. */
    logLevel: LeastLevel,
    /** Puts arguments and results into the logs, with secrets masked. */
    content: z.boolean().default(false),
  })
  .refine(
    ({ url, insecure }) => url === undefined || insecure || url.startsWith('https:') || isLoopbackUrl(url),
    'url must be https, since others could read along; "insecure": true allows it',
  );
export type OtlpOptions = z.output<typeof Options>;

/** Sends traces, metrics and logs to an OpenTelemetry collector, in the background. */
export const opentelemetry = definePlugin({
  kind: 'telemetry',
  name: 'opentelemetry',
  title: 'OpenTelemetry (OTLP)',
  options: Options,
  create: (options, context) => createOtlpSink(options, context),
});
