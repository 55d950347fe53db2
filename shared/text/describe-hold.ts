import type { Hold, LookAlike } from '../model/approval';
import { isJsonObject } from '../model/json-rpc';
import { countInvisible, plainName, plainText } from './plain-name';

/** What a person must know to decide, as plain lines; the same facts over every channel that shows text. */
export interface DescribeOptions {
  /** Longer values are folded, and it is said by how much. */
  readonly maxValue: number;
  readonly now: number;
}

/** `Cursor wants to run "delete_repository" on github`. */
export function headlineOf(hold: Hold): string {
  return hold.isTest === true ? `This is a test: ${plainHeadline(hold)}` : plainHeadline(hold);
}

function plainHeadline({ client, server, tool, method, direction }: Hold): string {
  const who = plainName(client.keyName ?? client.claimedName ?? `key ${client.keyId}`);
  const what = `"${plainName(tool.name)}"`;
  if (direction === 'response') return `${plainName(server)} answers ${what} to ${who}`;
  return method === 'tools/call'
    ? `${who} wants to run ${what} on ${plainName(server)}`
    : `${who} wants ${what} (${method}) from ${plainName(server)}`;
}

export function describeHold(hold: Hold, options: DescribeOptions): readonly string[] {
  return [
    headlineOf(hold),
    ...hold.reasons.map(reasonLine),
    ...(hold.lookAlikes ?? []).map(lookAlikeLine),
    ...contentLines(hold, options.maxValue),
    factsLine(hold),
    ...(hold.lastAllowed === undefined ? [] : [changeLine(hold)]),
    ...(hold.suggestPause === true ? ['This client asks unusually often; it can be paused.'] : []),
    deadlineLine(hold, options.now),
  ];
}

function reasonLine({ ruleId, severity, text, evidence }: Hold['reasons'][number]): string {
  const places = [...new Set(evidence.map(({ path }) => path))];
  const where = places.length === 0 ? '' : ` at ${places.slice(0, 3).map(plainName).join(', ')}`;
  return `Why: [${severity}] ${plainText(text)}${where} (${plainName(ruleId)})`;
}

/** `Careful: "xn--pple-43d.com" is "аpple.com" in punycode, which looks like "apple.com" and is not, at /arguments/url`. */
function lookAlikeLine({ kind, text, decoded, readsAs, path }: LookAlike): string {
  const encoded = decoded === undefined ? 'is punycode that says nothing' : `is "${plainName(decoded)}" in punycode`;
  const what = kind === 'punycode' ? encoded : 'has letters of another script';
  const reading = readsAs === undefined ? '' : `, which looks like "${plainName(readsAs)}" and is not`;
  return `Careful: "${plainName(text)}" ${what}${reading}, at ${plainName(path)}`;
}

/** Members of a request that its headline tells. */
const IN_HEADLINE: ReadonlySet<string> = new Set(['name', 'arguments']);

function contentLines({ content, direction, method }: Hold, maxValue: number): readonly string[] {
  if (!isJsonObject(content)) return [`Content: ${fold(textOf(content), maxValue)}`];
  if (direction === 'response') return membersOf(content, maxValue);
  const isNamed = method === 'tools/call' || method === 'prompts/get';
  const others = Object.entries(content).filter(([name]) => !(isNamed && IN_HEADLINE.has(name)));
  const beside = membersOf(Object.fromEntries(others), maxValue);
  if (!isNamed) return beside;
  const { arguments: args = {} } = content;
  if (!isJsonObject(args)) return [`Arguments: ${fold(textOf(args), maxValue)}`, ...beside];
  const lines = membersOf(args, maxValue);
  const label = beside.length === 0 ? [] : ['Beside the arguments:'];
  return [...(lines.length === 0 ? ['Arguments: none'] : lines), ...label, ...beside];
}

const membersOf = (object: Readonly<Record<string, unknown>>, maxValue: number): readonly string[] =>
  Object.entries(object).map(([name, value]) => `  ${plainName(name)}: ${fold(textOf(value), maxValue)}`);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null'));

/** What is not shown is counted. */
function fold(text: string, most: number): string {
  const part = text.slice(0, most);
  const left = text.length - most;
  const unseen = countInvisible(part);
  return [
    plainText(part),
    ...(unseen === 0 ? [] : [`[${unseen.toLocaleString('en')} invisible characters]`]),
    ...(left > 0 ? [`… + ${left.toLocaleString('en')} characters`] : []),
  ].join(' ');
}

function factsLine({ tool, client }: Hold): string {
  const claims = Object.entries(tool.annotations).filter(([name, value]) => name.endsWith('Hint') && value === true);
  const claimed =
    claims.length === 0 ? 'nothing' : claims.map(([name]) => plainName(name.replace(/Hint$/, ''))).join(', ');
  const known = tool.changedSinceGrant
    ? 'its definition CHANGED since it was allowed'
    : tool.firstUse
      ? 'not allowed before'
      : 'allowed before';
  const program =
    client.claimedName === undefined ? '' : `; the program calls itself "${plainName(client.claimedName)}"`;
  return `Facts: claimed by the server: ${claimed}; ${known}${program}`;
}

function changeLine({ content, lastAllowed }: Hold): string {
  const now = argumentsIn(content);
  const before = argumentsIn(lastAllowed);
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  const ownIn = (args: Readonly<Record<string, unknown>>, name: string) =>
    Object.hasOwn(args, name) ? JSON.stringify(args[name]) : undefined;
  const changed = names.filter((name) => ownIn(now, name) !== ownIn(before, name));
  return changed.length === 0
    ? 'Compared with the last time: the same arguments'
    : `Compared with the last time: other ${changed.map(plainName).join(', ')}`;
}

function argumentsIn(content: unknown): Readonly<Record<string, unknown>> {
  const args = isJsonObject(content) ? (content['arguments'] ?? content) : undefined;
  return isJsonObject(args) ? args : {};
}

function deadlineLine({ state, deadline, outcome }: Hold, now: number): string {
  if (state === 'pending') return `Denied in ${Math.max(0, Math.ceil((deadline - now) / 1_000))} s`;
  if (state === 'expired') return 'Too late for this call; allowing it allows the next identical one, for ten minutes';
  return `Decided: ${outcome ?? ''}`;
}
