import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Finding, VerdictAction } from '../../../shared/model/verdict';
import { nameOf } from '../catalog/server-shelf';
import { harder } from '../guardrails/merge-verdicts';
import type { Runtime } from '../runtime';
import type { RoutedRequest } from './request-states';
import { catalogOf } from './route';

export interface DefinitionOpinion {
  readonly action: VerdictAction;
  readonly findings: readonly Finding[];
}

/** Judges what a request is about: its server, and its tool. Throws the refusal when one of them is blocked. */
export async function guardDefinitions(
  request: Pick<RoutedRequest, 'route' | 'visitor' | 'client' | 'method' | 'trail'>,
  runtime: Runtime,
): Promise<DefinitionOpinion> {
  const { route, method, trail } = request;
  if (route.kind !== 'server') return NO_OBJECTION;
  const { server, tool } = route;
  const questions: { readonly phase: 'server' | 'listing'; readonly name: string; readonly definition: JsonObject }[] =
    [];
  if (runtime.guardrails('server', server).length > 0) {
    const description = await catalogOf(request, runtime).describe(server);
    questions.push({ phase: 'server', name: server, definition: description as unknown as JsonObject });
  }
  if (tool !== undefined) {
    const { definition } = tool;
    questions.push({ phase: 'listing', name: nameOf(definition), definition });
  }
  let opinion = NO_OBJECTION;
  for (const question of questions) {
    const judgement = await runtime.definitions.judge({ ...question, server, method });
    if (judgement === undefined) continue;
    if (judgement.refusal !== undefined) {
      trail.judged(judgement.records);
      throw judgement.refusal;
    }
    opinion = {
      action: harder(opinion.action, judgement.action),
      findings: [...opinion.findings, ...judgement.findings],
    };
  }
  return opinion;
}

const NO_OBJECTION: DefinitionOpinion = { action: 'allow', findings: [] };
