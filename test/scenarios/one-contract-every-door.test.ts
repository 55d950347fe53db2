import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { contract } from '../../shared/contract/contract';
import {
  ADMIN_SCOPES,
  type Caller,
  listOperations,
  type Operation,
  requestFor,
  routeOf,
} from '../../shared/contract/define';
import { asGatewayError } from '../../shared/errors/gateway-error';
import { SCOPES_OF } from '../../main/admin/identify';
import { createAdminKey } from '../../main/gateway/ports/gateway-key';
import { openTestHouse, type TestHouse } from '../support/test-house';

const FUZZED = 10_000;
const KEYS = { admin: createAdminKey(), operator: createAdminKey(), viewer: createAdminKey() };
const OWNER: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };
const OPERATIONS = listOperations(contract);

let one: TestHouse;
beforeAll(openAnew);
afterAll(() => one.stop());

/** The admin address answers so many requests a minute, and no more. */
async function openAnew(): Promise<void> {
  await (one as TestHouse | undefined)?.stop();
  const createdAt = '2026-01-01T00:00:00Z';
  const roles = Object.keys(KEYS) as (keyof typeof KEYS)[];
  one = await openTestHouse({
    config: {
      limits: { adminPerMinute: 100_000 },
      adminKeys: Object.fromEntries(roles.map((role) => [KEYS[role].id, { hash: KEYS[role].hash, role, createdAt }])),
    },
  });
}

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

async function overHttp(operation: Operation, input: unknown, token: string): Promise<Answer> {
  const { method, path, body } = requestFor(operation, input);
  const answer = await fetch(`${one.house.addresses.admin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ...((await answer.json()) as Answer), status: answer.status };
}

/** As the window asks: over no wire but a structured clone. */
async function overIpc(name: string, input: unknown): Promise<Answer> {
  try {
    return { status: 200, data: structuredClone(await one.house.dispatch(name, structuredClone(input), OWNER)) };
  } catch (failure) {
    const { code, message, row } = asGatewayError(failure);
    return { status: row.http, error: { name: code, message: row.exposure === 'public' ? message : '' } };
  }
}

/** Inputs that every operation can be asked with, valid for some and wrong for others. */
const INPUTS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { id: 'nobody' },
  { id: '../..', path: '/x' },
  { server: 'nobody' },
  { id: 'nobody', verdict: 'allow', shownSeq: 1 },
  { target: { kind: 'server', server: 's' }, seconds: 1 },
];

const MOMENTARY = new Set(['id', 'seq', 'createdAt', 'deadline', 'expiresAt', 'since', 'until', 'timestamp', 'url']);

/** What differs between two moments is no difference between two doors. */
const settled = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (name, member: unknown) => (MOMENTARY.has(name) ? 0 : member)));

describe('one contract', () => {
  it.each(OPERATIONS.filter(([name]) => name !== 'status.get'))(
    '%s answers the same over HTTP and over the window',
    async (name, operation) => {
      const { parameters } = routeOf(operation);
      // Over HTTP there is always something in the path.
      const named = Object.fromEntries(parameters.map((parameter) => [parameter, 'x']));
      for (const given of INPUTS) {
        const input = { ...named, ...given };
        const [http, ipc] = [await overHttp(operation, input, KEYS.admin.text), await overIpc(name, input)];
        expect(http.status, `${name} ${JSON.stringify(input)}`).toBe(ipc.status);
        expect(http.error?.name).toBe(ipc.error?.name);
        expect(http.error?.message).toBe(ipc.error?.message);
        expect(settled(http.data)).toEqual(settled(ipc.data));
      }
    },
  );

  it('lets each role do what its scopes say, and no more', async () => {
    await openAnew();
    for (const [role, key] of Object.entries(KEYS) as [keyof typeof KEYS, (typeof KEYS)['admin']][]) {
      for (const [name, operation] of OPERATIONS) {
        const { status, error } = await overHttp(operation, { id: 'nobody' }, key.text);
        const isAllowed = SCOPES_OF[role].includes(operation.scope);
        expect(status === 403 && error?.name === 'insufficient_permissions', `${role} ${name}`).toBe(!isAllowed);
      }
    }
  });

  it('starts no program for whoever may only look', async () => {
    await openAnew();
    const [, list] = OPERATIONS.find(([name]) => name === 'tools.list')!;
    expect((await overHttp(list, {}, KEYS.viewer.text)).status).toBe(200);
    const { status, error } = await overHttp(list, { ask: true }, KEYS.viewer.text);
    expect([status, error?.message]).toEqual([403, '"ask" needs a credential with the scope "write"']);
    expect(one.house.gateway.upstreamStatuses().map(({ state }) => state)).not.toContain('ready');
    expect((await overHttp(list, { ask: true }, KEYS.admin.text)).status).toBe(200);
  });

  it('refuses a key that is disabled or unknown, and gateway keys always', async () => {
    const [, operation] = OPERATIONS[0]!;
    expect((await overHttp(operation, {}, one.key)).status).toBe(401);
    const stranger = createAdminKey();
    expect((await overHttp(operation, {}, stranger.text)).status).toBe(401);
    expect((await overHttp(operation, {}, KEYS.viewer.text)).status).toBe(200);
    await one.edit((config) => {
      const keys = (config as unknown as { adminKeys: Record<string, { disabledAt?: string }> }).adminKeys;
      keys[KEYS.viewer.id]!.disabledAt = '2026-01-02T00:00:00Z';
    });
    await expect.poll(async () => (await overHttp(operation, {}, KEYS.viewer.text)).status).toBe(401);
  });

  it('is what the OpenAPI document and the page say, operation for operation', async () => {
    const { admin } = one.house.addresses;
    const document = (await (await fetch(`${admin}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values(document.paths).flatMap((path) => Object.values(path).map((it) => it.operationId));
    const streams = ['events.subscribe', 'activity.export'];
    expect(described.sort()).toEqual([...OPERATIONS.map(([name]) => name), ...streams].sort());
    const page = await (await fetch(`${admin}/docs`)).text();
    for (const [name, { summary }] of OPERATIONS) {
      expect(page).toContain(`<code>${name}</code>`);
      expect(page).toContain(summary.replaceAll('&', '&amp;'));
    }
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods)) {
        const url = admin + path.replace(/\{[^}]+\}/g, 'x');
        const { status } = await fetch(url, { method: method.toUpperCase() });
        expect(status, `${method} ${path}`).toBe(401);
      }
    }
  });

  it('never answers with a failure of its own, whatever it is sent', async () => {
    const operation = fc.constantFrom(...OPERATIONS.filter(([name]) => name !== 'secrets.rotate'));
    const input = fc.oneof(
      fc.dictionary(fc.constantFrom('id', 'server', 'target', 'value', 'verdict', 'path', '__proto__'), fc.jsonValue()),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(operation, input, async ([name], value) => {
        const { status, error } = await overIpc(name, value);
        expect(status === 500 ? error?.name : undefined, name).toBeUndefined();
      }),
      { numRuns: FUZZED },
    );
    // Over the wire as well, where bodies are read.
    await fc.assert(
      fc.asyncProperty(operation, input, async ([, found], value) => {
        const { status } = await overHttp(found, value, KEYS.admin.text).catch((failure: unknown) => {
          // What cannot be written into a path is refused before it is sent.
          if (asGatewayError(failure).code !== 'invalid_params') throw failure;
          return { status: 400 };
        });
        expect(status, `${found.http} ${JSON.stringify(value)}`).not.toBe(500);
      }),
      { numRuns: 500 },
    );
  }, 120_000);
});
