import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { Era } from '../../../shared/model/server';
import type { ConnectingClient } from '../upstream/share';
import type { ReverseHandler } from '../upstream/upstream-client';

/** What a client keeps between its requests. */
export interface ClientSession {
  /** Tells it something that belongs to no request. */
  readonly tell: (notification: RpcNotification) => void;
  /** How to end each resource subscription, by the URI that the client knows. */
  readonly subscriptions: Map<string, () => void>;
  /** Least log level it wants to hear of; set by `logging/setLevel`. */
  logLevel?: unknown;
}

/** The client that a request came from, and the ways back to it while the request runs. */
export interface RequestClient {
  readonly era: Era;
  readonly name?: string;
  /** `false`: it refuses a result that holds a `resource_link`. */
  readonly knowsResourceLinks?: boolean;
  /** Who it is to servers that do not share their connection. */
  readonly connecting: ConnectingClient;
  /** Asks it on the stream of this request. Absent where a client can only be answered, as in the modern era. */
  readonly ask?: ReverseHandler;
  /** What outlives the request: only clients with a session have it. */
  readonly session?: ClientSession;
  /** Least log level that this request wants to hear of, in the modern era. */
  readonly logLevel?: unknown;
  /** Aborts when the connection of this request breaks, where that alone takes nothing back. */
  readonly gone?: AbortSignal;
  /** Tells it something on the stream of this request. */
  readonly notify: (notification: RpcNotification) => void;
}

/** The capability that a client must have declared to be asked this; absent for methods that we do not know. */
const CAPABILITY_OF: Readonly<Record<string, string>> = {
  'sampling/createMessage': 'sampling',
  'elicitation/create': 'elicitation',
  'roots/list': 'roots',
};

/** The capability that a client needs for this question; `undefined` for methods that we do not know. */
export function capabilityFor(method: string): string | undefined {
  return CAPABILITY_OF[method];
}

/** Whether a client offers what a server wants to ask of it. */
export function offers(capabilities: JsonObject, method: string): boolean {
  const capability = CAPABILITY_OF[method];
  return capability === undefined || capabilities[capability] !== undefined;
}

/** Enough to name a session, too little to use it. */
const SHOWN_OF_SESSION = 8;

/** What the record says of a client, beside its key. */
export function clientFacts({ name, connecting }: Pick<RequestClient, 'name' | 'connecting'>): {
  readonly clientName?: string;
  readonly session?: string;
} {
  const session = connecting.sessionId?.slice(0, SHOWN_OF_SESSION);
  return { ...(name === undefined ? {} : { clientName: name }), ...(session === undefined ? {} : { session }) };
}
