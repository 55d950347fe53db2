import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription, ServerName } from '../../../shared/model/server';
import type { Finding } from '../../../shared/model/verdict';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { withInstructions } from '../catalog/aggregate-description';
import type { ListedItem } from '../catalog/catalog-types';
import { configuredDescription } from '../catalog/configured-description';
import { nameOf } from '../catalog/server-shelf';
import { judgeContent } from '../guardrails/judge-content';
import { restoreAnswer } from '../placeholders/restore';
import type { Runtime } from '../runtime';
import { panelFor, settingsOf } from './panel-for';
import { approveResult } from './approve-result';
import { catalogOf } from './route';
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
    case 'listing':
      return judgeListing(answer, answered, runtime, findings);
    case 'description':
      return { kind: 'description', description: await judgeDescription(answer, answered, runtime) };
    case 'result':
      return { ...answer, result: await judgeResult(answer.result, answered, runtime, findings) };
  }
}

async function judgeListing(
  answer: Extract<Answer, { kind: 'listing' }>,
  answered: AnsweredRequest,
  runtime: Runtime,
  findings: Finding[],
): Promise<Answer> {
  const servers = [...new Set(answer.items.map(({ server }) => server))];
  const passed = await Promise.all(servers.map((server) => isServerPassed(server, answered, runtime)));
  const hidden = new Set(servers.filter((_, index) => passed[index] === false));
  const visible = answer.items.filter(({ server }) => !hidden.has(server));
  const judged = await Promise.all(visible.map((item) => judgeItem(item, answered, runtime, findings)));
  const page = await judgePage(answer, answered, runtime);
  return { ...answer, page, items: judged.filter((item) => item !== undefined) };
}

/** Whether a server’s description passed; what a blocked server offers is not offered. */
async function isServerPassed(server: ServerName, answered: AnsweredRequest, runtime: Runtime): Promise<boolean> {
  const { visitor } = answered;
  if (server === 'gateway' || panelFor('server', { visitor, server }, runtime).guardrails.length === 0) return true;
  const catalog = catalogOf(answered, runtime);
  const isReady = catalog.upstream(server)?.status().state === 'ready';
  try {
    const known = isReady ? await catalog.describe(server) : catalog.shelf(server)?.knownDescription();
    if (known === undefined) return false;
    await judgeOneDescription(known, server, answered, runtime);
    const configured = configuredDescription(server, settingsOf(visitor, server, runtime));
    if (configured !== undefined) await judgeAsServer(configured, server, answered, runtime);
    return true;
  } catch {
    // The refusal is in the record.
    return false;
  }
}

/** What a server says beside its items is its word too; where guardrails object, only the items are left. */
async function judgePage(
  { list, page }: Extract<Answer, { kind: 'listing' }>,
  answered: AnsweredRequest,
  runtime: Runtime,
): Promise<JsonObject> {
  const { face } = answered.visitor;
  const { [list]: items, nextCursor, ...content } = page;
  if (face.kind !== 'server' || Object.keys(content).length === 0) return page;
  const { visitor, method, signal } = answered;
  const panel = panelFor('listing', { visitor, server: face.server }, runtime);
  if (panel.guardrails.length === 0) return page;
  const judgement = await judgeContent({ panel, method, content, signal, trail: answered.trail }, runtime);
  if (judgement.action === 'allow') return page;
  answered.trail.judged(judgement.records);
  const mayPass = judgement.action !== 'block' && judgement.action !== 'ask';
  return { ...(mayPass ? asObject(judgement.content) : {}), ...(nextCursor === undefined ? {} : { nextCursor }) };
}

async function judgeItem(
  item: ListedItem,
  answered: AnsweredRequest,
  runtime: Runtime,
  findings: Finding[],
): Promise<ListedItem | undefined> {
  const { server, definition } = item;
  const name = nameOf(definition);
  const { visitor, method, trail } = answered;
  const panel = panelFor('listing', { visitor, server, tool: name }, runtime);
  const judging = runtime.definitions.judge({ panel, method, name, definition, trail });
  if (judging === undefined) return item;
  const judgement = await judging;
  if (judgement.action !== 'allow') answered.trail.judged(judgement.records);
  findings.push(...judgement.findings);
  // Nobody can be asked about each line of a list, so a definition that needs a person is left out too.
  if (judgement.action === 'block' || judgement.action === 'ask') return undefined;
  if (judgement.content === definition) return item;
  const redacted = asObject(judgement.content);
  const own = item.curate?.(redacted) ?? redacted;
  const exposed = item.exposed === definition ? own : { ...own, name: item.exposed['name'] };
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
  const judged = await judgeAsServer(description as unknown as JsonObject, server, answered, runtime);
  return judged as unknown as ServerDescription;
}

/** Judges what is said of a server, by itself or by the configuration. Throws the refusal. */
async function judgeAsServer(
  definition: JsonObject,
  server: ServerName,
  answered: AnsweredRequest,
  runtime: Runtime,
): Promise<JsonObject> {
  const { visitor, method, trail } = answered;
  const panel = panelFor('server', { visitor, server }, runtime);
  const judging = runtime.definitions.judge({ panel, method, name: server, definition, trail });
  if (judging === undefined) return definition;
  const judgement = await judging;
  if (judgement.action !== 'allow') answered.trail.judged(judgement.records);
  if (judgement.refusal !== undefined) throw judgement.refusal;
  if (judgement.action === 'ask') throw nobodyToAsk('description', { server });
  return asObject(judgement.content);
}

async function judgeResult(
  result: JsonObject,
  answered: AnsweredRequest,
  runtime: Runtime,
  findings: Finding[],
): Promise<JsonObject> {
  const { route, visitor, method, signal, params: request } = answered;
  // A question of our own, which shows nothing that the client did not say.
  if (answered.prepared?.kind === 'question') return result;
  // A part of what was judged, restored and released as a whole.
  if (route.kind === 'result') return result;
  const server = route.kind === 'server' ? route.server : 'gateway';
  const name = 'name' in route ? route.name : undefined;
  const panel = panelFor('output', { visitor, server, tool: name }, runtime);
  const book = runtime.placeholders.bookOf(answered.client);
  const restored = (content: unknown) => restoreAnswer(content, { book, server, policy: panel.policy, request });
  if (panel.guardrails.length === 0) {
    await approveResult(result, { answered, panel, findings: [], isAsked: false }, runtime);
    answered.trail.holds({ result });
    return asObject(restored(result));
  }
  const judgement = await judgeContent(
    { panel, method, name, content: result, request, book, signal, trail: answered.trail },
    runtime,
  );
  answered.trail.judged(judgement.records);
  findings.push(...judgement.findings);
  if (judgement.refusal !== undefined) throw judgement.refusal;
  const isAsked = judgement.action === 'ask';
  await approveResult(result, { answered, panel, findings: judgement.findings, isAsked }, runtime);
  answered.trail.holds({ result: judgement.content });
  return asObject(restored(judgement.content));
}

function nobodyToAsk(what: string, target: { readonly server: string; readonly tool?: string }): GatewayError {
  const message = `A person must approve this ${what}, and there is nobody to ask here`;
  return new GatewayError('approval_unavailable', message, { ...target, phase: 'output' });
}

function asObject(content: unknown): JsonObject {
  if (isJsonObject(content)) return content;
  throw new GatewayError('guardrail_answer_invalid', 'A redaction left no result');
}
