import type { Exposure } from '../../../shared/config/gateway-config';
import type { Face } from '../../../shared/model/face';
import type { JsonObject, RpcId } from '../../../shared/model/json-rpc';
import type { Era, ServerDescription, ServerName } from '../../../shared/model/server';
import type { Finding } from '../../../shared/model/verdict';
import type { CatalogTool, ListedItem, ListKind } from '../catalog/catalog-types';
import type { ProfileCuration } from '../curation/profile-curation';
import type { GatewayTool } from '../ports/gateway-tool';
import type { ResultQuery } from '../results/read-result';
import type { KeptResult } from '../results/result-store';
import type { Credentials, Principal } from '../ports/auth-provider';
import type { Trail } from '../trail';
import type { Admission } from '../tracing/span-recorder';
import type { RequestClient } from './request-client';

/** Somebody at the door: one HTTP request, or one message of a stdio connection. Nothing is believed yet. */
export interface Arrival {
  readonly stage: 'arrived';
  readonly credentials: Credentials;
  readonly face: Face;
}

/** What this principal may see. */
export interface Profile {
  readonly configId: string;
  readonly servers: ReadonlySet<ServerName>;
  readonly exposure: Exposure;
  /** What of those servers it sees, and under which names; absent: all, as they say it. */
  readonly curation?: ProfileCuration;
}

/** What was known, plus what this stage learned. The `stage` tag makes skipping one a type error. */
type Then<Before, Stage extends string, Learned> = Omit<Before, 'stage'> & Readonly<{ stage: Stage } & Learned>;

export type AuthenticatedArrival = Then<Arrival, 'authenticated', { principal: Principal }>;
export type Visitor = Then<AuthenticatedArrival, 'admitted', { profile: Profile; admission?: Admission }>;

/** One JSON-RPC request. It cannot be made without a Visitor, so it cannot be made before authentication. */
export interface ReceivedRequest {
  readonly stage: 'received';
  readonly visitor: Visitor;
  readonly transport: 'http' | 'stdio' | 'gateway-tool' | 'admin';
  /** 0 and '' are legal ids: compare with undefined, never by truth. */
  readonly id: RpcId;
  readonly method: string;
  /** Without the modern envelope and the progress token, which belong to the hop and not to the request. */
  readonly params: JsonObject;
  readonly progressToken?: RpcId;
  readonly client: RequestClient;
  /** Compares what was said twice on the way in, once the tool is known; throws when the two differ. */
  readonly compareMirrored?: (inputSchema: unknown, args: JsonObject) => void;
  readonly trail: Trail;
  readonly signal: AbortSignal;
}

/** Where a request goes. */
export type Route =
  | {
      readonly kind: 'server';
      readonly server: ServerName;
      /** The server’s own name of what the request is about. */
      readonly name?: string;
      readonly tool?: CatalogTool;
    }
  | { readonly kind: 'list'; readonly list: ListKind; readonly cursor?: string }
  | { readonly kind: 'describe' }
  /** Told to every server that can be told. */
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'gateway'; readonly name: string; readonly tool: GatewayTool }
  /** What the gateway kept of a large result. */
  | { readonly kind: 'result'; readonly uri: string; readonly query: ResultQuery; readonly kept: KeptResult };

/** What came back, in a form that shows the judges whose words they are. */
export type Answer =
  | { readonly kind: 'result'; readonly result: JsonObject; readonly era: Era }
  /** `page` is the server’s own list result, whose items are replaced by the judged ones. */
  | {
      readonly kind: 'listing';
      readonly list: ListKind;
      readonly page: JsonObject;
      readonly items: readonly ListedItem[];
      readonly era: Era;
    }
  /** `parts` are the servers behind the aggregate, whose instructions become part of its own. */
  | {
      readonly kind: 'description';
      readonly description: ServerDescription;
      readonly parts?: readonly { readonly server: ServerName; readonly description: ServerDescription }[];
    };

export type RoutedRequest = Then<ReceivedRequest, 'routed', { route: Route }>;
/** Its arguments fit the tool’s input schema. */
export type CheckedRequest = Then<RoutedRequest, 'checked', object>;
export type GuardedRequest = Then<
  CheckedRequest,
  'guarded',
  {
    findings: readonly Finding[];
    needsApproval: boolean;
    /** The parameters as the client gave them, which is what findings point into. */
    said: JsonObject;
  }
>;
/** The rules of the policy allow its arguments, or want a person to. */
export type RuledRequest = Then<GuardedRequest, 'ruled', object>;
/** Something that is answered without its server. */
export type Prepared =
  /** A question to the user of the client. */
  | { readonly kind: 'question'; readonly result: JsonObject }
  /** A result that was held too long the first time and has been released since. */
  | { readonly kind: 'released'; readonly result: JsonObject };
export type ClearedRequest = Then<
  RuledRequest,
  'cleared',
  {
    clearedBy: 'policy' | 'approval';
    /** Fingerprint of what a person, or an earlier decision, allowed: nothing else may be sent. */
    allowedContent?: string;
    /** The call that this is, for its later rounds. */
    allowedCall?: string;
    prepared?: Prepared;
  }
>;
export type AnsweredRequest = Then<ClearedRequest, 'answered', { answer: Answer }>;
export type ReleasedRequest = Then<AnsweredRequest, 'released', { outputFindings: readonly Finding[] }>;
/** Small enough for a model to read. */
export type ShortenedRequest = Then<ReleasedRequest, 'shortened', object>;
