import { contract } from '../../shared/contract/contract';
import { type Caller, findOperation, type Operation, routeOf } from '../../shared/contract/define';
import { asGatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject } from '../../shared/model/json-rpc';
import type { Actor, AdminChange } from '../../shared/model/activity-line';
import { configDifference } from '../gateway/activity/config-change';
import { createDispatch, type Dispatch } from './dispatch';
import { type AdminServices, gatherHandlers } from './handlers';

/** They change nothing, or record themselves. */
const NOT_RECORDED: ReadonlySet<string> = new Set([
  'approvals.show',
  'activity.record',
  'imports.preview',
  'clients.preview',
  'clients.previewImport',
  'clients.previewRestore',
]);

/** Where changes are recorded, and what they change. */
export interface DispatchRecord {
  readonly record: (change: AdminChange) => void | Promise<void>;
  /** The configuration as it is now, if there is one that can be read. */
  readonly configNow: () => Promise<ConfigNow | undefined> | undefined;
  readonly actorOf: (caller: Caller) => Actor;
}

/** Answers the contract; whatever is more than a look is recorded, with who, what, before and after. */
export function createRecordedDispatch(services: AdminServices): Dispatch {
  const dispatch = createDispatch(contract, gatherHandlers(services));
  const { activity, administration } = services;
  if (activity === undefined) return dispatch;
  return recordedDispatch(dispatch, {
    record: (change) => activity.record(change),
    configNow: () => administration?.read().catch(() => undefined),
    actorOf,
  });
}

export function recordedDispatch(dispatch: Dispatch, { record, configNow, actorOf: actor }: DispatchRecord): Dispatch {
  return async (name, input, caller) => {
    const operation = findOperation(contract, name);
    if (operation === undefined || operation.scope === 'read' || NOT_RECORDED.has(name)) {
      return dispatch(name, input, caller);
    }
    const [config, listed] = [await configNow(), await listedBefore(dispatch, { name, input, caller })];
    const change = { who: actor(caller), operation: name, target: targetOf(operation, input) };
    let result: unknown;
    try {
      result = await dispatch(name, input, caller);
    } catch (failure) {
      await record({ ...change, error: asGatewayError(failure).row.id });
      throw failure;
    }
    const states = changed(config, await configNow()) ?? { before: listed, after: afterOf(name, input, result) };
    await record({ ...change, ...states });
    return result;
  };
}

/** The person at the desktop, and the desktop itself. */
const AT_THE_DESKTOP: readonly string[] = ['window', 'program'];

const actorOf = ({ id }: Caller): Actor => ({ kind: AT_THE_DESKTOP.includes(id) ? 'desktop' : 'admin', id });

type ConfigNow = Parameters<typeof configDifference>[0];

function changed(
  before: ConfigNow | undefined,
  after: ConfigNow | undefined,
): Pick<AdminChange, 'before' | 'after'> | undefined {
  const difference = before === undefined || after === undefined ? undefined : configDifference(before, after);
  return difference === undefined ? undefined : { before: difference.before, after: difference.after };
}

/** What was asked for is what is there afterwards; of secrets, nothing but their names is known here. */
function afterOf(name: string, input: unknown, result: unknown): unknown {
  if (name === 'tools.call') return callOf(input, result);
  return findOperation(contract, name)?.isSecret === true ? undefined : input;
}

/** Which call it was: its own record says what became of it, and `activity.capture` whether its content is kept. */
function callOf(input: unknown, result: unknown): unknown {
  if (!isJsonObject(input) || !isJsonObject(result)) return undefined;
  const { server, tool, project, key: keyId } = input;
  return { server, tool, project, keyId, correlationId: result['correlationId'] };
}

/** Members by which an input names what it is about, where the path does not. */
const NAMING = [
  'id',
  'name',
  'server',
  'server_name',
  'config_name',
  'project_name',
  'email',
  'api_key',
  'path',
  'target',
];

function targetOf(operation: Operation, input: unknown): string {
  if (!isJsonObject(input)) return '';
  const { parameters } = routeOf(operation);
  const members = parameters.length > 0 || operation.isSecret === true ? parameters : NAMING;
  const named = members.flatMap((member) => (input[member] === undefined ? [] : [input[member]]));
  return named.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
}

const LISTED: ReadonlySet<string> = new Set(['grants', 'pauses', 'secrets', 'tokens']);

/** What the list of the group says of it; who may change it may see it. */
async function listedBefore(
  dispatch: Dispatch,
  { name, input, caller }: { readonly name: string; readonly input: unknown; readonly caller: Caller },
): Promise<unknown> {
  const [group = ''] = name.split('.');
  if (!LISTED.has(group) || !isJsonObject(input)) return undefined;
  const { id, server } = input;
  const all = await dispatch(`${group}.list`, {}, caller).catch(() => []);
  return (all as readonly Readonly<Record<string, unknown>>[]).find((one) =>
    id === undefined ? server !== undefined && one['server'] === server : one['id'] === id || one['name'] === id,
  );
}
