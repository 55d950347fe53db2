import { hash } from 'node:crypto';
import type { ActivityEntry, ActivityLine } from '../../../shared/model/activity-line';
import { isJsonObject } from '../../../shared/model/json-rpc';

/** What the first line of a log continues. */
export const NO_LINE = '';

export const hashOf = (line: string): string => hash('sha256', line, 'hex');

/** An entry as a line that continues another; `sign` is given the line to be signed. */
export function sealLine(
  entry: ActivityEntry,
  {
    seq,
    previous,
    sign,
  }: { readonly seq: number; readonly previous: string; readonly sign?: (text: string) => string },
): string {
  const body = `{"seq":${seq},${JSON.stringify(entry).slice(1, -1)},"previous":"${previous}"}`;
  return sign === undefined ? body : `${body.slice(0, -1)},"signature":"${sign(signedText(body))}"}`;
}

const SIGNATURE = /,"signature":"([A-Za-z0-9_-]{86})"\}$/;

/** What was signed of a line, and the signature; `undefined` where there is none. */
export function signatureOf(line: string): { readonly text: string; readonly signature: string } | undefined {
  const found = SIGNATURE.exec(line);
  if (found === null) return undefined;
  return { text: signedText(`${line.slice(0, found.index)}}`), signature: found[1] ?? '' };
}

/** Nothing else that this key signs begins like this. */
const signedText = (body: string): string => `secure-mcp-gateway activity line 1\n${body}`;

/** `undefined` for what is no line of a log. Lines of earlier versions are requests. */
export function readLine(text: string): ActivityLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(value) || typeof value['previous'] !== 'string') return undefined;
  return ('kind' in value ? value : { kind: 'request', ...value }) as unknown as ActivityLine;
}
