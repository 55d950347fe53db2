import type { DetectorName } from '../../shared/model/detectors';
import type { ActivityRecord } from '../../shared/model/activity';
import type { JsonObject } from '../../shared/model/json-rpc';
import { exposedName } from '../../main/gateway/catalog/exposed-name';
import { modernRequest, type RawAnswer, type TestHouse } from './test-house';

/** Something that a server offers, used once. */
export interface Use {
  readonly server: string;
  readonly offer: 'tool' | 'prompt' | 'resource';
  readonly name: string;
  readonly call: JsonObject;
}

export interface ObservedFinding {
  readonly phase: ActivityRecord['judgements'][number]['phase'];
  readonly action: ActivityRecord['judgements'][number]['action'];
  readonly rule: string;
  readonly detector?: DetectorName;
  readonly at?: string;
  readonly start?: number;
  readonly end?: number;
}

/** What a client got, and what the record says about it. */
export interface Observed {
  readonly use: Use;
  readonly body: RawAnswer['body'];
  readonly record: ActivityRecord;
  readonly findings: readonly ObservedFinding[];
}

const AT_ONCE = 8;
let lastId = 0;

/** Makes all uses, several at once but those of one server in order, and reads the records once. */
export async function observe(house: TestHouse, uses: readonly Use[]): Promise<readonly Observed[]> {
  const made: { readonly use: Use; readonly id: number; readonly body: RawAnswer['body'] }[] = [];
  const byServer = [...new Set(uses.map(({ server }) => server))];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let server = byServer.pop(); server !== undefined; server = byServer.pop()) {
      for (const use of uses.filter((one) => one.server === server)) {
        lastId += 1;
        const id = lastId;
        made.push({ use, id, body: await send(house, use, id) });
      }
    }
  });
  await Promise.all(workers);
  const records = new Map((await house.activity()).map((record) => [record.requestId, record]));
  return made.map(({ use, id, body }) => {
    const record = records.get(id);
    if (record === undefined) throw new Error(`${use.server} ${use.name}: no record, ${JSON.stringify(body)}`);
    return { use, body, record, findings: findingsOf(record) };
  });
}

async function send(house: TestHouse, { server, offer, name, call }: Use, id: number): Promise<RawAnswer['body']> {
  const exposed = exposedName(server, name);
  const [method, params, path] = {
    tool: ['tools/call', { name: exposed, arguments: call }, '/mcp'] as const,
    prompt: ['prompts/get', { name: exposed, arguments: call }, '/mcp'] as const,
    resource: ['resources/read', { uri: name }, `/servers/${server}/mcp`] as const,
  }[offer];
  const { body, headers } = modernRequest(method, params, id);
  return (await house.post(body, { headers, path })).body;
}

function findingsOf({ judgements }: ActivityRecord): readonly ObservedFinding[] {
  return judgements.flatMap(({ phase, action, findings = [] }) => findings.map((one) => ({ ...one, phase, action })));
}
