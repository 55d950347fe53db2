import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect } from 'vitest';
import { openHouse } from '../../main/open-house';
import { recordingLogger } from './recording-logger';
import { adminTokenOf } from './admin-token';

/** The operations of the base product beside `GET /health`, which needs no credential. */
export const BASE_OPERATIONS = `
GET /configs|POST /configs|POST /configs/copy|PUT /configs/{config_identifier}/rename|GET /configs/{config_identifier}
DELETE /configs/{config_identifier}|GET /configs/{config_identifier}/projects|GET /configs/{config_identifier}/servers
POST /configs/{config_identifier}/servers|DELETE /configs/{config_identifier}/servers
GET /configs/{config_identifier}/servers/{server_name}|PUT /configs/{config_identifier}/servers/{server_name}
DELETE /configs/{config_identifier}/servers/{server_name}|POST /configs/{config_identifier}/validate
POST /configs/{config_identifier}/export|POST /configs/import|POST /configs/search
PUT /configs/{config_identifier}/servers/{server_name}/input-guardrails
PUT /configs/{config_identifier}/servers/{server_name}/output-guardrails
PUT /configs/{config_identifier}/servers/{server_name}/guardrails
PUT /settings/enkrypt-api-key|GET /settings/enkrypt-api-key|PUT /settings/telemetry|GET /projects|POST /projects
GET /projects/{project_identifier}|DELETE /projects/{project_identifier}
POST /projects/{project_identifier}/assign-config|POST /projects/{project_identifier}/unassign-config
GET /projects/{project_identifier}/config|GET /projects/{project_identifier}/users
POST /projects/{project_identifier}/users|DELETE /projects/{project_identifier}/users/{user_identifier}
DELETE /projects/{project_identifier}/users|POST /projects/{project_identifier}/export|POST /projects/search
GET /users|POST /users|GET /users/{user_identifier}|PUT /users/{user_identifier}|DELETE /users/{user_identifier}
GET /users/{user_identifier}/projects|POST /users/{user_identifier}/api-keys|GET /users/{user_identifier}/api-keys
DELETE /users/{user_identifier}/api-keys|POST /users/search|GET /api-keys|GET /api-keys/{api_key_param}
POST /api-keys/rotate|POST /api-keys/{api_key}/disable|POST /api-keys/{api_key}/enable|DELETE /api-keys/{api_key}
GET /system/health|POST /system/backup|POST /system/restore|POST /system/reset`
  .split(/[|\n]/)
  .filter(Boolean);

export type Data = Record<string, never> & {
  readonly [key: string]: string & number & Data[] & Record<string, string>;
};

export interface RestAnswer {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly error?: { readonly name: string; readonly message: string } };
}

export type RestHouse = Awaited<ReturnType<typeof openRestHouse>>;

/** A gateway in an empty directory, asked over its admin API by the paths of the catalogue. */
export async function openRestHouse() {
  const directory = await mkdtemp(join(tmpdir(), 'smg-rest-'));
  const asked = new Set<string>();
  const said: string[] = [];
  const logged: string[] = [];
  const env = { ...process.env, TERM: 'dumb', SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') };
  const places = { dataDirectory: directory, mcpPort: 0, adminPort: 0 };
  const house = await openHouse({ ...places, env, offerDefault: true, log: recordingLogger(logged) });
  const token = adminTokenOf(directory);

  /** `ids` fill the braces of the path. */
  async function answer(operation: string, ids: readonly string[] = [], input?: object): Promise<RestAnswer> {
    asked.add(operation);
    const [method = '', pattern = ''] = operation.split(' ');
    const rest = [...ids];
    const path = pattern.replace(/\{\w+\}/g, () => encodeURIComponent(rest.shift() ?? ''));
    const isQuery = method === 'GET' || method === 'DELETE';
    const query = isQuery && input !== undefined ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
    const hasBody = !isQuery && input !== undefined;
    const response = await fetch(`${house.addresses.admin}/api/v1${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      ...(hasBody ? { body: JSON.stringify(input) } : {}),
    });
    const text = await response.text();
    said.push(text);
    return { status: response.status, body: JSON.parse(text) as RestAnswer['body'] };
  }

  return {
    directory,
    house,
    asked,
    said,
    logged,
    answer,
    async ask(operation: string, ids: readonly string[] = [], input?: object): Promise<Data> {
      const { status, body } = await answer(operation, ids, input);
      expect([status, body.error?.message]).toEqual([200, undefined]);
      expect(body).toMatchObject({ message: 'OK', timestamp: expect.any(String) as string });
      return body.data as Data;
    },
    /** As an MCP client with this key. */
    async callTool(key: string, name: string, args: Record<string, unknown>): Promise<unknown> {
      const client = new Client({ name: 'rest-test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
      const requestInit = { headers: { authorization: `Bearer ${key}` } };
      await client.connect(new StreamableHTTPClientTransport(new URL(house.addresses.mcp), { requestInit }));
      try {
        return await client.callTool({ name, arguments: args });
      } finally {
        await client.close();
      }
    },
    async stop(): Promise<void> {
      await house.stop(2_000);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
