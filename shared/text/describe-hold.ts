import type { Hold } from '../model/approval';
import { isJsonObject } from '../model/json-rpc';
import { plainName, plainText } from './plain-name';

/** What a person must know to decide, as plain lines; the same facts over every channel that shows text. */
export interface DescribeOptions {
  /** Longer values are folded, and it is said by how much. */
  readonly maxValue: number;
  readonly now: number;
}

/** `Cursor wants to run "delete_repository" on github`. */
export function headlineOf({ client, server, tool, method, direction }: Hold): string {
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
  return `Why: [${severity}] ${plainText(text)}${where} (${ruleId})`;
}

function contentLines({ content, direction }: Hold, maxValue: number): readonly string[] {
  const args = isJsonObject(content) && direction === 'request' ? content['arguments'] : content;
  if (!isJsonObject(args)) return [`Content: ${fold(JSON.stringify(args ?? null), maxValue)}`];
  const entries = Object.entries(args);
  if (entries.length === 0) return ['Arguments: none'];
  return entries.map(([name, value]) => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return `  ${plainName(name)}: ${fold(text, maxValue)}`;
  });
}

function fold(text: string, most: number): string {
  const shown = plainText(text.slice(0, most));
  const left = text.length - most;
  return left > 0 ? `${shown} … + ${left.toLocaleString('en')} characters` : shown;
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
  const changed = names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name]));
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
