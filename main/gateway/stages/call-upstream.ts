import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { mergeLists } from '../catalog/merge-lists';
import { aggregateDescription } from '../catalog/aggregate-description';
import { underAskedUri } from '../catalog/exposed-uri';
import { readResult } from '../results/read-result';
import type { Runtime } from '../runtime';
import { callServer } from '../server-calls/call-server';
import { setLogLevelEverywhere } from '../server-calls/call-session-method';
import type { Answer, AnsweredRequest, ClearedRequest, Prepared, Route } from './request-states';
import { catalogOf } from './route';

/** The only stage that reaches a server. It takes a request that has been cleared, and no other. */
export async function callUpstream(cleared: ClearedRequest, runtime: Runtime): Promise<AnsweredRequest> {
  const { prepared } = cleared;
  const answer = prepared === undefined ? await answerFor(cleared, runtime) : withoutServer(cleared, prepared, runtime);
  if (prepared === undefined) letContinue(answer, cleared, runtime);
  return { ...cleared, stage: 'answered', answer };
}

function withoutServer(cleared: ClearedRequest, { kind, result }: Prepared, runtime: Runtime): Answer {
  const { route } = cleared;
  if (kind === 'question') return { kind: 'result', result, era: 'modern' };
  const upstream = route.kind === 'server' ? catalogOf(cleared, runtime).upstream(route.server) : undefined;
  return { kind: 'result', result, era: upstream?.era ?? 'legacy' };
}

/** What was allowed stays allowed where its server asks something before it answers. */
function letContinue(answer: Answer, { allowedCall }: ClearedRequest, { approvals }: Runtime): void {
  if (allowedCall === undefined) return;
  if (answer.kind !== 'result' || answer.result['resultType'] !== 'input_required') return;
  const { requestState } = answer.result;
  if (typeof requestState === 'string') approvals.continuations.add(requestState, allowedCall);
}

async function answerFor(cleared: ClearedRequest, runtime: Runtime): Promise<Answer> {
  const { route } = cleared;
  switch (route.kind) {
    case 'server': {
      const { result, era } = await callServer(cleared, route, runtime);
      return { kind: 'result', result: underAskedName(cleared, route, result), era };
    }
    case 'result':
      return { kind: 'result', result: await readResult({ ...route, signal: cleared.signal }), era: 'legacy' };
    case 'list':
      return cleared.visitor.face.kind === 'server'
        ? listServer(cleared, route, runtime)
        : listAggregate(cleared, route, runtime);
    case 'describe':
      return describe(cleared, runtime);
    case 'everywhere':
      await setLogLevelEverywhere(cleared, runtime);
      return { kind: 'result', result: {}, era: 'legacy' };
    case 'gateway': {
      const args = cleared.params['arguments'];
      const result = await route.tool.call(isJsonObject(args) ? args : {}, {
        request: { ...cleared, stage: 'received' },
        runtime,
      });
      return { kind: 'result', result, era: 'legacy' };
    }
  }
}

/** On the aggregate a resource may be asked for under a URI that also names its server. */
function underAskedName(cleared: ClearedRequest, route: RouteOf<'server'>, result: JsonObject): JsonObject {
  const { uri } = cleared.params;
  if (cleared.method !== 'resources/read' || typeof uri !== 'string' || route.name === undefined) return result;
  return underAskedUri(result, uri, route.name);
}

type RouteOf<Kind extends Route['kind']> = Extract<Route, { kind: Kind }>;

async function listServer(cleared: ClearedRequest, route: RouteOf<'list'>, runtime: Runtime): Promise<Answer> {
  const { face } = cleared.visitor;
  if (face.kind !== 'server') throw new TypeError('A server’s own list was asked for on another face');
  const catalog = catalogOf(cleared, runtime);
  const listed = await catalog.page(face.server, route.list, route.cursor);
  if (listed === undefined) throw unknownCursor();
  const era = catalog.upstream(face.server)?.status().era ?? 'legacy';
  return { kind: 'listing', list: route.list, ...listed, era };
}

async function listAggregate(cleared: ClearedRequest, route: RouteOf<'list'>, runtime: Runtime): Promise<Answer> {
  if (route.cursor !== undefined) throw unknownCursor();
  const { exposure, servers } = cleared.visitor.profile;
  const isTools = route.list === 'tools';
  const own =
    isTools && exposure !== 'tools'
      ? [...runtime.gatewayTools.values()].map(({ definition }) => ({
          server: 'gateway',
          definition,
          exposed: definition,
        }))
      : [];
  const theirs =
    isTools && exposure === 'gateway-tools'
      ? []
      : await mergeLists(catalogOf(cleared, runtime), route.list, [...servers]);
  return { kind: 'listing', list: route.list, page: {}, items: [...own, ...theirs], era: 'legacy' };
}

function unknownCursor(): GatewayError {
  return new GatewayError('invalid_params', 'This "cursor" was not given by this list; start again without one');
}

async function describe(cleared: ClearedRequest, runtime: Runtime): Promise<Answer> {
  const { face, profile } = cleared.visitor;
  const catalog = catalogOf(cleared, runtime);
  if (face.kind === 'server') return { kind: 'description', description: await catalog.describe(face.server) };
  const parts = [...profile.servers].flatMap((server) => {
    const description = catalog.shelf(server)?.knownDescription();
    return description?.instructions === undefined ? [] : [{ server, description }];
  });
  return { kind: 'description', description: aggregateDescription(profile, runtime.product), parts };
}
