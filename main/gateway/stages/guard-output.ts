import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription, ServerName } from '../../../shared/model/server';
import type { Finding } from '../../../shared/model/verdict';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { withInstructions } from '../catalog/aggregate-description';
import type { ListedItem } from '../catalog/catalog-types';
import { nameOf } from '../catalog/server-shelf';
import { runGuardrails, type Judgement } from '../guardrails/run-guardrails';
import type { Runtime } from '../runtime';
import type { Answer, AnsweredRequest, ReleasedRequest } from './request-states';

/**
 * Judges everything before the client sees it. A blocked result is withheld whole; a blocked definition is left
 * out of its list, so that one poisoned tool does not cost the others.
 */
export async function guardOutput(answered: AnsweredRequest, runtime: Runtime): Promise<ReleasedRequest> {
  const findings: Finding[] = [];
  const answer = await judgeAnswer(answered, runtime, findings);
  return { ...answered, stage: 'released', answer, outputFindings: findings };
}

async function judgeAnswer(answered: AnsweredRequest, runtime: Runtime, findings: Finding[]): Promise<Answer> {
  const { answer } = answered;
  switch (answer.kind) {
    case 'listing': {
      const judged = await Promise.all(answer.items.map((item) => judgeItem(item, answered, runtime, findings)));
      return { ...answer, items: judged.filter((item) => item !== undefined) };
    }
    case 'description':
      return { kind: 'description', description: await judgeDescription(answer, answered, runtime) };
    case 'result':
      return { ...answer, result: await judgeResult(answer.result, answered, runtime, findings) };
  }
}

async function judgeItem(
  item: ListedItem,
  answered: AnsweredRequest,
  runtime: Runtime,
  findings: Finding[],
): Promise<ListedItem | undefined> {
  const { server, definition } = item;
  const judging = runtime.definitions.judge({
    phase: 'listing',
    server,
    method: answered.method,
    name: nameOf(definition),
    definition,
  });
  if (judging === undefined) return item;
  const judgement = await judging;
  if (judgement.action !== 'allow') answered.trail.judged(judgement.records);
  findings.push(...judgement.findings);
  // Nobody can be asked about each line of a list, so a definition that needs a person is left out too.
  if (judgement.action === 'block' || judgement.action === 'ask') return undefined;
  if (judgement.content === definition) return item;
  const redacted = asObject(judgement);
  const exposed = item.exposed === definition ? redacted : { ...redacted, name: item.exposed['name'] };
  return { server, definition: redacted, exposed };
}

async function judgeDescription(
  { description, parts = [] }: Extract<Answer, { kind: 'description' }>,
  answered: AnsweredRequest,
  runtime: Runtime,
): Promise<ServerDescription> {
  const { face } = answered.visitor;
  if (face.kind === 'server') return judgeOneDescription(description, face.server, answered, runtime);
  const passed = await Promise.all(
    parts.map(async (part) => {
      try {
        const { instructions } = await judgeOneDescription(part.description, part.server, answered, runtime);
        return instructions === undefined ? [] : [{ server: part.server, instructions }];
      } catch {
        // A server that is blocked has no say; its refusal is in the record, and every call to it is refused.
        return [];
      }
    }),
  );
  return withInstructions(description, passed.flat());
}

async function judgeOneDescription(
  description: ServerDescription,
  server: ServerName,
  answered: AnsweredRequest,
  runtime: Runtime,
): Promise<ServerDescription> {
  const definition = description as unknown as JsonObject;
  const judging = runtime.definitions.judge({
    phase: 'server',
    server,
    method: answered.method,
    name: server,
    definition,
  });
  if (judging === undefined) return description;
  const judgement = await judging;
  if (judgement.action !== 'allow') answered.trail.judged(judgement.records);
  if (judgement.refusal !== undefined) throw judgement.refusal;
  return asObject(judgement) as unknown as ServerDescription;
}

async function judgeResult(
  result: JsonObject,
  answered: AnsweredRequest,
  runtime: Runtime,
  findings: Finding[],
): Promise<JsonObject> {
  const { route } = answered;
  const server = route.kind === 'server' ? route.server : 'gateway';
  const guardrails = runtime.guardrails('output', server);
  if (guardrails.length === 0) return result;
  const name = 'name' in route ? route.name : undefined;
  const judgement = await runGuardrails({
    guardrails,
    inspection: {
      phase: 'output',
      server,
      method: answered.method,
      ...(name === undefined ? {} : { name }),
      content: result,
    },
    signal: answered.signal,
    timeouts: runtime.timeouts,
    clock: runtime.clock,
  });
  answered.trail.judged(judgement.records);
  findings.push(...judgement.findings);
  if (judgement.refusal !== undefined) throw judgement.refusal;
  if (judgement.action === 'ask') {
    throw new GatewayError(
      'approval_unavailable',
      'A person must approve this result, and there is nobody to ask here',
      {
        server,
        ...(name === undefined ? {} : { tool: name }),
      },
    );
  }
  return asObject(judgement);
}

function asObject(judgement: Judgement): JsonObject {
  if (isJsonObject(judgement.content)) return judgement.content;
  throw new GatewayError('guardrail_answer_invalid', 'A redaction left no result');
}
