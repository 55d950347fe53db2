import type { TelemetryEntryInput } from '../../../shared/config/gateway-config';
import type { JsonObject } from '../../../shared/model/json-rpc';

/** The words of the base product for where telemetry goes (base product §2.4), and ours for the same. */
export interface CollectorWords {
  readonly url?: string | undefined;
  readonly insecure?: boolean | undefined;
  readonly service_name?: string | undefined;
  readonly job_name?: string | undefined;
}

/** What was said over what the options of the provider "opentelemetry" are. `undefined` leaves as it is. */
export function collectorOptions(said: CollectorWords, present: JsonObject = {}): JsonObject {
  const { insecure, service_name: serviceName, job_name: jobName } = said;
  const url = said.url === undefined ? undefined : withScheme(said.url, insecure === true);
  return {
    ...present,
    ...(url === undefined ? {} : { url, protocol: protocolOf(url) }),
    ...(insecure === undefined ? {} : { insecure }),
    ...(serviceName === undefined ? {} : { serviceName }),
    ...(jobName === undefined ? {} : { jobName }),
  };
}

/** The telemetry of a configuration with these options of "opentelemetry" in it; what else there is stays. */
export function withCollector(
  entries: readonly TelemetryEntryInput[] | undefined,
  change: (options: JsonObject) => { readonly options: JsonObject; readonly enabled?: boolean | undefined },
): TelemetryEntryInput[] {
  const present = entries ?? [{ use: 'prometheus' }];
  const known = present.find(({ use }) => use === 'opentelemetry') ?? { use: 'opentelemetry' };
  const { options, enabled } = change((known.options ?? {}) as JsonObject);
  const changed = { ...known, options, ...(enabled === undefined ? {} : { enabled }) };
  const isThere = present.includes(known);
  return isThere ? present.map((one) => (one === known ? changed : one)) : [...present, changed];
}

const withScheme = (url: string, isInsecure: boolean): string =>
  /^https?:\/\//i.test(url) ? url : `${isInsecure ? 'http' : 'https'}://${url}`;

/** The base product speaks gRPC alone; the port that OTLP over HTTP has everywhere tells who means that. */
const protocolOf = (url: string): 'grpc' | 'http' => (/:4318(?:\/|$)/.test(url) ? 'http' : 'grpc');
