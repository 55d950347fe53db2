import { randomUUID } from 'node:crypto';
import type {
  ApprovalDirection,
  ApprovalScope,
  ArgumentForm,
  Grant,
  GrantedArgument,
} from '../../../shared/model/approval';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { SharedTable } from '../shared-state/shared-table';
import type { StateStore } from '../ports/state-store';
import type { Fingerprints } from './fingerprints';

/** A call that a remembered decision may be about. */
export interface GrantQuestion {
  readonly configId: string;
  readonly keyId: string;
  readonly sessionId?: string | undefined;
  readonly server: string;
  readonly method: string;
  readonly name: string;
  readonly definitionHash: string;
  readonly direction: ApprovalDirection;
  readonly contentHash: string;
  /** Arguments of a tool call. */
  readonly args: JsonObject;
  /** The rules that spoke. */
  readonly ruleIds: readonly string[];
}

export interface GrantTerms {
  readonly effect: 'allow' | 'deny';
  readonly scope: ApprovalScope;
  readonly by: string;
  readonly note?: string | undefined;
  readonly arguments?: Readonly<Record<string, ArgumentForm>> | undefined;
}

/** What people decided for calls to come. Survives a restart, but for what belongs to a session. */
export interface Grants {
  /** Says no before it says yes; `undefined` where nobody decided. */
  find(question: GrantQuestion): Grant | undefined;
  /** Notes that a grant was used; one that holds for a single call is gone then. */
  use(grant: Grant): void;
  add(question: GrantQuestion, terms: GrantTerms): Grant;
  /** `false` when there is none of this id. */
  revoke(id: string): boolean;
  list(): readonly Grant[];
  endSession(sessionId: string): void;
  /** Whether anything was ever denied for good: if not, nothing need be looked up for calls that nobody asks about. */
  readonly hasDenials: boolean;
}

const NEXT_CALL_MS = 10 * 60_000;
const SESSION_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const MAX_GRANTS = 10_000;

const LIFE_MS: Partial<Record<ApprovalScope, number>> = {
  'next-call': NEXT_CALL_MS,
  session: SESSION_MS,
  day: DAY_MS,
};

export interface GrantNeeds {
  readonly state: StateStore;
  readonly fingerprints: Fingerprints;
  /** Has the same decisions hold at other gateways. */
  readonly share?: Share<Grant>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Shares things with other gateways; `apply` is called for what they put or took away. */
export type Share<T> = (apply: (id: string, item: T | undefined) => void) => SharedTable<T>;

export function createGrants({ state, fingerprints, share, now }: GrantNeeds): Grants {
  const grants = new Map<string, Grant>();
  for (const grant of state.read<readonly Grant[]>('grants') ?? []) grants.set(grant.id, grant);
  let denials = countDenials(grants);

  function save(): void {
    denials = countDenials(grants);
    // A session ends with the process that knows it.
    const lasting = [...grants.values()].filter(({ sessionId }) => sessionId === undefined);
    state.write('grants', lasting);
    // Once means once: two gateways that had it could both use it.
    table?.reflect(byId(lasting.filter(({ scope }) => scope !== 'next-call')));
  }

  const table = share?.((id, grant) => {
    if (grant === undefined) grants.delete(id);
    else grants.set(id, grant);
    save();
  });
  if (grants.size > 0) save();

  function dropExpired(): void {
    const before = grants.size;
    for (const { id, expiresAt } of grants.values()) if (isOver(expiresAt, now())) grants.delete(id);
    if (grants.size !== before) save();
  }

  return {
    get hasDenials() {
      return denials > 0;
    },
    find(question) {
      const fitting = [...grants.values()].filter(
        (grant) => !isOver(grant.expiresAt, now()) && covers(grant, question, fingerprints),
      );
      // The narrowest permission is used up first.
      return (
        fitting.find(({ effect }) => effect === 'deny') ??
        fitting.find(({ scope }) => scope === 'next-call') ??
        fitting[0]
      );
    },
    use({ id, scope }) {
      const grant = grants.get(id);
      if (grant === undefined) return;
      if (scope === 'next-call') grants.delete(id);
      else grants.set(id, { ...grant, uses: grant.uses + 1, lastUsedAt: now() });
      save();
    },
    add(question, terms) {
      dropExpired();
      const [oldest] = grants.keys();
      if (grants.size >= MAX_GRANTS && oldest !== undefined) grants.delete(oldest);
      const grant = makeGrant(question, terms, { fingerprints, now: now() });
      grants.set(grant.id, grant);
      save();
      return grant;
    },
    revoke(id) {
      const wasThere = grants.delete(id);
      if (wasThere) save();
      return wasThere;
    },
    list() {
      dropExpired();
      return [...grants.values()];
    },
    endSession(ended) {
      for (const { id, sessionId } of grants.values()) if (sessionId === ended) grants.delete(id);
      denials = countDenials(grants);
    },
  };
}

const byId = (all: readonly Grant[]): ReadonlyMap<string, Grant> => new Map(all.map((grant) => [grant.id, grant]));

const isOver = (expiresAt: number | undefined, now: number): boolean => expiresAt !== undefined && now >= expiresAt;

const countDenials = (grants: ReadonlyMap<string, Grant>): number =>
  [...grants.values()].filter(({ effect }) => effect === 'deny').length;

function makeGrant(
  question: GrantQuestion,
  { effect, scope, by, note, arguments: forms = {} }: GrantTerms,
  { fingerprints, now }: { readonly fingerprints: Fingerprints; readonly now: number },
): Grant {
  const { configId, server, method, name, direction, keyId, sessionId, definitionHash, contentHash } = question;
  const life = LIFE_MS[scope];
  const forEverybody = scope === 'always-deny';
  return {
    id: randomUUID(),
    effect,
    scope,
    configId,
    server,
    method,
    name,
    direction,
    ...(forEverybody ? {} : { keyId, definitionHash }),
    ...(scope === 'session' && sessionId !== undefined ? { sessionId } : {}),
    ...(scope === 'next-call' ? { contentHash } : {}),
    ...(scope === 'always-these-arguments' ? { argumentForms: formsOf(question.args, forms, fingerprints) } : {}),
    covers: question.ruleIds,
    createdAt: now,
    ...(life === undefined ? {} : { expiresAt: now + life }),
    by,
    ...(note === undefined ? {} : { note }),
    uses: 0,
  };
}

/** Arguments that nobody spoke of are exact; a form is kept for each that the call had. */
function formsOf(
  args: JsonObject,
  forms: Readonly<Record<string, ArgumentForm>>,
  fingerprints: Fingerprints,
): Readonly<Record<string, GrantedArgument>> {
  const entries = Object.entries(args).map(([name, value]): readonly [string, GrantedArgument] => {
    const form = Object.hasOwn(forms, name) ? forms[name] : 'exact';
    if (form === 'any') return [name, { form }];
    if (typeof form === 'object') return [name, { form: 'prefix', prefix: form.prefix }];
    return [name, { form: 'exact', hash: fingerprints.of(value) }];
  });
  return Object.fromEntries(entries);
}

function covers(grant: Grant, question: GrantQuestion, fingerprints: Fingerprints): boolean {
  const isAbout =
    grant.configId === question.configId &&
    grant.server === question.server &&
    grant.method === question.method &&
    grant.name === question.name;
  if (!isAbout) return false;
  if (grant.effect === 'deny') return true;
  const isTheirs =
    grant.keyId === question.keyId &&
    grant.definitionHash === question.definitionHash &&
    grant.direction === question.direction &&
    (grant.sessionId === undefined || grant.sessionId === question.sessionId) &&
    (grant.contentHash === undefined || grant.contentHash === question.contentHash);
  if (!isTheirs) return false;
  // It was given in the knowledge of these reasons; a new one is a new question.
  if (!question.ruleIds.every((ruleId) => grant.covers.includes(ruleId))) return false;
  return grant.argumentForms === undefined || fit(question.args, grant.argumentForms, fingerprints);
}

/** Every argument has a form and fits it; one that the granted call did not have is not covered. */
function fit(args: JsonObject, forms: Readonly<Record<string, GrantedArgument>>, fingerprints: Fingerprints): boolean {
  const isKnown = Object.keys(args).every((name) => Object.hasOwn(forms, name));
  if (!isKnown) return false;
  return Object.entries(forms).every(([name, form]) => {
    if (form.form === 'any') return true;
    if (!Object.hasOwn(args, name)) return false;
    const value = args[name];
    if (form.form === 'exact') return fingerprints.of(value) === form.hash;
    return typeof value === 'string' && startsWithin(value, form.prefix);
  });
}

/** `/data/a` is a beginning of `/data/a/b`, but not in `/data/a/../../etc`, whose way leads out again. */
function startsWithin(value: string, prefix: string): boolean {
  return (
    value.startsWith(prefix) && !/(?:^|[/\\])\.\.(?:[/\\]|$)|%2e/i.test(value.slice(Math.max(0, prefix.length - 3)))
  );
}

/** The arguments of a tool call; of other requests none. */
export function argumentsOf(params: JsonObject): JsonObject {
  const args = params['arguments'];
  return isJsonObject(args) ? args : {};
}
