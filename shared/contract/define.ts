import type { z } from 'zod';
import { GatewayError } from '../errors/gateway-error';

/** What an admin credential may be allowed: to look, to change, to decide about calls that wait. */
export const ADMIN_SCOPES = ['read', 'write', 'approve'] as const;
export type AdminScope = (typeof ADMIN_SCOPES)[number];

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One thing that people may do, over every door. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** Method and path below the root of the API. Path parameters, the query and the body are one input. */
  readonly http: `${HttpMethod} /${string}`;
  readonly scope: AdminScope;
  /** One sentence, for people. */
  readonly summary: string;
  readonly input: Input;
  readonly output: Output;
  /** The input holds a secret: nothing of it is ever repeated. */
  readonly isSecret?: true;
  /** The input may hold a whole configuration, or what a tool is given. */
  readonly isLarge?: true;
}

export type Group = Readonly<Record<string, Operation>>;
export type Contract = Readonly<Record<string, Group>>;

/** Ties a group’s schemas to its types. */
export function defineGroup<const G extends Group>(group: G): G {
  return group;
}

/** Who asks, after their credential was checked. */
export interface Caller {
  /** For the record: the id of an admin key, `token` for the gateway’s own, `window` for the person at the desktop, `program` for the desktop itself. */
  readonly id: string;
  readonly scopes: ReadonlySet<AdminScope>;
  /** Calls back when they go away without waiting for the answer; absent: nobody would notice. */
  readonly onGone?: (listener: () => void) => void;
}

/** What answers a group: one function per operation, no more and no fewer. */
export type Handlers<G extends Group> = {
  readonly [Name in keyof G]: (
    input: z.output<G[Name]['input']>,
    caller: Caller,
  ) => Promise<z.input<G[Name]['output']>>;
};

/** The same tree from the other end of the wire. */
export type ContractClient<C extends Contract> = {
  readonly [G in keyof C]: {
    readonly [Name in keyof C[G]]: (input: z.input<C[G][Name]['input']>) => Promise<z.output<C[G][Name]['output']>>;
  };
};

/** An operation by its name, such as `approvals.list`. */
export function findOperation(contract: Contract, name: string): Operation | undefined {
  const [group = '', operation = '', ...rest] = name.split('.');
  if (rest.length > 0 || !Object.hasOwn(contract, group)) return undefined;
  const found = contract[group];
  return found !== undefined && Object.hasOwn(found, operation) ? found[operation] : undefined;
}

/** Every operation with its name. */
export function listOperations(contract: Contract): readonly (readonly [name: string, operation: Operation])[] {
  return Object.entries(contract).flatMap(([group, operations]) =>
    Object.entries(operations).map(([name, operation]) => [`${group}.${name}`, operation] as const),
  );
}

/** The method and the path of an operation, and the names of its path parameters. */
export function routeOf({ http }: Operation): {
  readonly method: HttpMethod;
  readonly path: string;
  readonly parameters: readonly string[];
} {
  const [method, path = ''] = http.split(' ') as [HttpMethod, string];
  return { method, path, parameters: [...path.matchAll(/:([A-Za-z_]+)/g)].map(([, name = '']) => name) };
}

/** An operation as an HTTP request: where each member of the input goes. */
export function requestFor(
  operation: Operation,
  input: unknown,
): { readonly method: HttpMethod; readonly path: string; readonly body?: Readonly<Record<string, unknown>> } {
  const { method, path, parameters } = routeOf(operation);
  const members = Object.entries((input ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const named = new Map(members);
  const place = path.replace(/:([A-Za-z_]+)/g, (_, name: string) => segmentOf(textOf(named.get(name) ?? '')));
  const others = members.filter(([name]) => !parameters.includes(name));
  if (others.length === 0) return { method, path: place };
  if (method !== 'GET' && method !== 'DELETE') return { method, path: place, body: Object.fromEntries(others) };
  return { method, path: `${place}?${queryOf(Object.fromEntries(others))}` };
}

/** Members as the query of an address; what is no text is written as JSON. */
export function queryOf(members: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(members).filter(([, value]) => value !== undefined);
  return said.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(value))}`).join('&');
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function segmentOf(text: string): string {
  // However they are written, these two lead elsewhere (WHATWG URL §4.4).
  if (/^\.{1,2}$/.test(text)) throw new GatewayError('invalid_params', `"${text}" names nothing`);
  return encodeURIComponent(text);
}
