import { z } from 'zod';
import { type Contract, listOperations, type Operation, routeOf } from '../../shared/contract/define';
import { ExportInput } from '../../shared/contract/activity-inputs';
import { EVENTS_PATH, EventsInput, eventTopics } from '../../shared/contract/events';
import type { JsonObject } from '../../shared/model/json-rpc';
import { API_ROOT } from './contract-routes';

/** The contract as an OpenAPI 3.1 document; `isOffered` leaves out what this door does not answer. */
export function describeApi(contract: Contract, version: string, isOffered: (name: string) => boolean): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, operation] of listOperations(contract).filter(([name]) => isOffered(name))) {
    const { method, path } = routeOf(operation);
    const place = `${API_ROOT}${path.replace(/:([A-Za-z_]+)/g, '{$1}')}`;
    (paths[place] ??= {})[method.toLowerCase()] = describeOperation(name, operation);
  }
  for (const { path, ...stream } of STREAMS) paths[`${API_ROOT}${path}`] = { get: describeStream(stream) };
  return {
    openapi: '3.1.0',
    info: { title: 'Secure MCP Gateway', version, description: 'What people may do with a gateway.' },
    security: [{ adminToken: [] }],
    paths,
    components: {
      securitySchemes: { adminToken: { type: 'http', scheme: 'bearer', description: 'The token of an admin key.' } },
      schemas: { Error: ERROR },
    },
  };
}

function describeOperation(name: string, operation: Operation): JsonObject {
  const { method, parameters } = routeOf(operation);
  const input = toJsonSchema(operation.input, 'input');
  const members = (input['properties'] ?? {}) as Record<string, JsonObject>;
  const required = (input['required'] ?? []) as readonly string[];
  const others = Object.keys(members).filter((member) => !parameters.includes(member));
  const isQuery = method === 'GET' || method === 'DELETE';
  const named = (place: 'path' | 'query') => (member: string) => ({
    name: member,
    in: place,
    required: place === 'path' || required.includes(member),
    schema: members[member] ?? { type: 'string' },
  });
  const body = {
    type: 'object',
    properties: Object.fromEntries(others.map((member) => [member, members[member] ?? {}])),
    required: required.filter((member) => others.includes(member)),
    additionalProperties: false,
  };
  return {
    operationId: name,
    summary: operation.summary,
    tags: [name.split('.')[0] ?? ''],
    'x-scope': operation.scope,
    parameters: [...parameters.map(named('path')), ...(isQuery ? others.map(named('query')) : [])],
    ...(isQuery || others.length === 0
      ? {}
      : { requestBody: { required: body.required.length > 0, content: { 'application/json': { schema: body } } } }),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: envelope(operation) } } },
      default: REFUSED,
    },
  };
}

interface Stream {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType;
  readonly contentType: string;
  readonly schema: JsonObject;
}

/** What is too long for one answer, or never ends. */
const STREAMS: readonly (Stream & { readonly path: string })[] = [
  {
    path: EVENTS_PATH,
    name: 'events.subscribe',
    summary: 'What happens, as it happens: server-sent events, each named by its `type`, with its `topic` in the data.',
    input: EventsInput,
    contentType: 'text/event-stream',
    schema: { oneOf: Object.values(eventTopics).map((topic) => toJsonSchema(topic as z.ZodType, 'output')) },
  },
  {
    path: '/activity/export',
    name: 'activity.export',
    summary: 'The record, oldest first, as JSON Lines or CSV.',
    input: ExportInput,
    contentType: 'application/jsonl',
    schema: { type: 'string' },
  },
];

function describeStream({ name, summary, input, contentType, schema }: Stream): JsonObject {
  const { properties, required } = toJsonSchema(input, 'input') as {
    readonly properties: Readonly<Record<string, JsonObject>>;
    readonly required?: readonly string[];
  };
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0] ?? ''],
    'x-scope': 'read',
    parameters: Object.entries(properties).map(([member, said]) => ({
      name: member,
      in: 'query',
      required: required?.includes(member) === true,
      // A list comes as one text with commas.
      schema: member === 'topics' ? { type: 'string', examples: Object.keys(eventTopics) } : said,
    })),
    responses: { 200: { description: 'A stream.', content: { [contentType]: { schema } } }, default: REFUSED },
  };
}

function envelope({ output }: Operation): JsonObject {
  return {
    type: 'object',
    properties: {
      message: { type: 'string' },
      data: toJsonSchema(output, 'output'),
      timestamp: { type: 'string', format: 'date-time' },
    },
    required: ['message', 'data', 'timestamp'],
  };
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
  return described;
}

const REFUSED: JsonObject = {
  description: 'Refused or failed.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

const ERROR: JsonObject = {
  type: 'object',
  required: ['status', 'error', 'timestamp', 'correlation_id'],
  properties: {
    status: { const: 'error' },
    error: {
      type: 'object',
      required: ['code', 'name', 'message', 'severity', 'retryable', 'correlation_id', 'timestamp', 'details'],
      properties: {
        code: { type: 'string', examples: ['RPC_004'] },
        name: { type: 'string', examples: ['invalid_params'] },
        message: { type: 'string' },
        severity: { enum: ['low', 'medium', 'high', 'critical'] },
        retryable: { type: 'boolean' },
        correlation_id: { type: 'string' },
        timestamp: { type: 'string', format: 'date-time' },
        context: { type: 'object' },
        details: { type: 'object' },
      },
    },
    timestamp: { type: 'string', format: 'date-time' },
    correlation_id: { type: 'string' },
  },
};
