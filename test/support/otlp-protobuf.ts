/* The part of OTLP’s protobuf messages that a collector needs to read, by the field numbers of opentelemetry-proto 1.x. */

type Kind =
  'string' | 'hex' | 'varint' | 'bool' | 'double' | 'fixed64' | 'fixed32' | 'packed64' | 'packedDouble' | Message;
interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly many?: true;
}
interface Message {
  readonly [number: number]: Field;
}

const one = (name: string, kind: Kind): Field => ({ name, kind });
const many = (name: string, kind: Kind): Field => ({ name, kind, many: true });

const AnyValue: Record<number, Field> = {
  1: one('stringValue', 'string'),
  2: one('boolValue', 'bool'),
  3: one('intValue', 'varint'),
  4: one('doubleValue', 'double'),
};
const KeyValue: Message = { 1: one('key', 'string'), 2: one('value', AnyValue) };
const Resource: Message = { 1: many('attributes', KeyValue) };
const Scope: Message = { 1: one('name', 'string'), 2: one('version', 'string') };
const Status: Message = { 2: one('message', 'string'), 3: one('code', 'varint') };
const Span: Message = {
  1: one('traceId', 'hex'),
  2: one('spanId', 'hex'),
  3: one('traceState', 'string'),
  4: one('parentSpanId', 'hex'),
  5: one('name', 'string'),
  6: one('kind', 'varint'),
  7: one('startTimeUnixNano', 'fixed64'),
  8: one('endTimeUnixNano', 'fixed64'),
  9: many('attributes', KeyValue),
  15: one('status', Status),
  16: one('flags', 'fixed32'),
};
const LogRecord: Message = {
  1: one('timeUnixNano', 'fixed64'),
  2: one('severityNumber', 'varint'),
  3: one('severityText', 'string'),
  5: one('body', AnyValue),
  6: many('attributes', KeyValue),
  8: one('flags', 'fixed32'),
  9: one('traceId', 'hex'),
  10: one('spanId', 'hex'),
  11: one('observedTimeUnixNano', 'fixed64'),
  12: one('eventName', 'string'),
};
const NumberPoint: Message = {
  2: one('startTimeUnixNano', 'fixed64'),
  3: one('timeUnixNano', 'fixed64'),
  4: one('asDouble', 'double'),
  7: many('attributes', KeyValue),
};
const HistogramPoint: Message = {
  2: one('startTimeUnixNano', 'fixed64'),
  3: one('timeUnixNano', 'fixed64'),
  4: one('count', 'fixed64'),
  5: one('sum', 'double'),
  6: one('bucketCounts', 'packed64'),
  7: one('explicitBounds', 'packedDouble'),
  9: many('attributes', KeyValue),
};
const Sum: Message = {
  1: many('dataPoints', NumberPoint),
  2: one('aggregationTemporality', 'varint'),
  3: one('isMonotonic', 'bool'),
};
const Metric: Message = {
  1: one('name', 'string'),
  2: one('description', 'string'),
  3: one('unit', 'string'),
  5: one('gauge', { 1: many('dataPoints', NumberPoint) }),
  7: one('sum', Sum),
  9: one('histogram', { 1: many('dataPoints', HistogramPoint), 2: one('aggregationTemporality', 'varint') }),
};
const request = (whole: string, part: string, item: string, kind: Message): Message => ({
  1: many(whole, {
    1: one('resource', Resource),
    2: many(part, { 1: one('scope', Scope), 2: many(item, kind) }),
  }),
});

const REQUESTS = {
  traces: request('resourceSpans', 'scopeSpans', 'spans', Span),
  logs: request('resourceLogs', 'scopeLogs', 'logRecords', LogRecord),
  metrics: request('resourceMetrics', 'scopeMetrics', 'metrics', Metric),
} as const;

/** Reads a request as the JSON form of OTLP has it; fields that are not known are left out. */
export function readOtlpRequest(signal: keyof typeof REQUESTS, bytes: Buffer): unknown {
  return readMessage(bytes, REQUESTS[signal]);
}

function readMessage(bytes: Buffer, message: Message): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  let position = 0;
  const varint = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      const byte = bytes.readUInt8(position++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      shift += 7n;
    }
  };
  while (position < bytes.length) {
    const tag = Number(varint());
    const wire = tag & 7;
    const raw = wire === 0 ? varint() : wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? Number(varint()) : undefined;
    if (raw === undefined) throw new Error(`Wire type ${wire} is none of protobuf’s that are in use`);
    const part = typeof raw === 'bigint' ? undefined : bytes.subarray(position, (position += raw));
    const field = message[tag >> 3];
    if (field === undefined) continue;
    const value = typeof raw === 'bigint' ? ofVarint(raw, field.kind) : ofBytes(part!, field.kind);
    if (field.many === true) result[field.name] = [...((result[field.name] as unknown[]) ?? []), value];
    else result[field.name] = value;
  }
  return result;
}

function ofVarint(value: bigint, kind: Kind): unknown {
  return kind === 'bool' ? value === 1n : Number(BigInt.asIntN(64, value));
}

function ofBytes(part: Buffer, kind: Kind): unknown {
  switch (kind) {
    case 'string':
      return part.toString('utf8');
    case 'hex':
      return part.toString('hex');
    case 'double':
      return part.readDoubleLE(0);
    case 'fixed64':
      return String(part.readBigUInt64LE(0));
    case 'fixed32':
      return part.readUInt32LE(0);
    case 'packed64':
      return eights(part, (at) => Number(part.readBigUInt64LE(at)));
    case 'packedDouble':
      return eights(part, (at) => part.readDoubleLE(at));
    case 'varint':
    case 'bool':
      throw new Error('A number was to come');
    default:
      return readMessage(part, kind);
  }
}

const eights = <T>(part: Buffer, read: (at: number) => T): readonly T[] =>
  Array.from({ length: part.length / 8 }, (_, index) => read(index * 8));
