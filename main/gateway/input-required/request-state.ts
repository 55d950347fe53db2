import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { StateStore } from '../ports/state-store';
import { z } from 'zod';

/** What a client carries for us between the rounds of one request. */
export type CarriedState =
  /** The server’s own state, absent when it gave none; `here`: it may mean nothing to a process that another gateway runs. */
  | { readonly kind: 'server'; readonly state?: unknown; readonly here?: boolean | undefined }
  /** A call to a legacy server that waits for the client’s answers. */
  | { readonly kind: 'parked'; readonly id: string }
  /** A call to be made again from the beginning. */
  | { readonly kind: 'again' }
  /** A call that waits until its client has asked its user. */
  | { readonly kind: 'approval'; readonly id: string };

/** Whose state it is, and for which request. */
export interface StateOwner {
  readonly keyId: string;
  readonly server: string;
  readonly method: string;
  readonly params: JsonObject;
}

/** Seals request states (MCP 2026-07-28, `input_required`), so that nobody can use another’s or change one. */
export interface RequestStates {
  seal(carried: CarriedState, owner: StateOwner): string;
  /** Throws `invalid_params` for anything that was not sealed for this very request of this very key. */
  open(sealed: string, owner: StateOwner): CarriedState;
}

const Carried = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('server'),
    state: z.unknown().optional(),
    here: z.boolean().optional(),
    at: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('parked'), id: z.string(), at: z.string() }),
  z.strictObject({ kind: z.literal('again') }),
  z.strictObject({ kind: z.literal('approval'), id: z.string(), at: z.string() }),
]);

/** Who keeps what a sealed state stands for, as it says itself: good for finding it, and for nothing else. */
export function carriedAt(sealed: string): string | undefined {
  const [payload = ''] = sealed.split('.', 1);
  try {
    const { at } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { readonly at?: unknown };
    return typeof at === 'string' ? at : undefined;
  } catch {
    return undefined;
  }
}

/** `mark` makes an id by which other gateways find the one that keeps it. */
export function createRequestStates(key: Uint8Array, mark: (id: string) => string = (id) => id): RequestStates {
  const sign = (payload: string, owner: StateOwner): Buffer =>
    createHmac('sha256', key).update(payload).update('\n').update(digest(owner)).digest();
  return {
    seal(carried, owner) {
      const isKept = carried.kind === 'server' ? carried.here === true : carried.kind !== 'again';
      const said = isKept ? { ...carried, at: mark(carried.kind) } : carried;
      const payload = Buffer.from(JSON.stringify(said)).toString('base64url');
      return `${payload}.${sign(payload, owner).toString('base64url')}`;
    },
    open(sealed, owner) {
      const [payload = '', signature = ''] = sealed.split('.');
      const expected = sign(payload, owner);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notYours();
      return Carried.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    },
  };
}

/** The request without what differs from round to round. */
function digest({ keyId, server, method, params }: StateOwner): Buffer {
  const { inputResponses, requestState, _meta, ...request } = params;
  return createHash('sha256')
    .update(JSON.stringify([keyId, server, method, request]))
    .digest();
}

function notYours(): GatewayError {
  return new GatewayError('invalid_params', '"params.requestState" was not given for this request');
}

/** Kept across restarts, so that a client may come back with a state that was sealed before one. */
export function readStateKey(state: StateStore): Uint8Array {
  const known = state.read<string>('requestStateKey');
  const key = typeof known === 'string' ? Buffer.from(known, 'base64url') : Buffer.alloc(0);
  if (key.length === 32) return key;
  const fresh = randomBytes(32);
  state.write('requestStateKey', fresh.toString('base64url'));
  return fresh;
}
