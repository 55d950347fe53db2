import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Capture } from '../../../shared/config/activity';
import type { ActivityRecord } from '../../../shared/model/activity';
import type { CapturedCall, CaptureNote } from '../../../shared/model/activity-line';
import type { CallContent } from '../ports/telemetry-sink';
import type { VaultRecords } from '../ports/secret-store';
import { linesForward } from './read-lines';
import { dayOf } from './segments';

export const CAPTURES = 'captures';
const RECORD_ID = 'activity-capture-key';
const DAY_MS = 86_400_000;

/** The key that content is encrypted with; made when there is none. */
export async function openCaptureKey(records: VaultRecords): Promise<Buffer> {
  const known = await records.read(RECORD_ID);
  if (known !== undefined) return Buffer.from(known, 'base64');
  const key = randomBytes(32);
  await records.write(RECORD_ID, key.toString('base64'));
  return key;
}

/** `undefined` when nothing was ever kept. */
export async function knownCaptureKey(records: VaultRecords): Promise<Buffer | undefined> {
  const known = await records.read(RECORD_ID);
  return known === undefined ? undefined : Buffer.from(known, 'base64');
}

export function wantsCapture(capture: Capture, { at, method, server, name }: ActivityRecord): boolean {
  if (method !== 'tools/call' || server === undefined || name === undefined) return false;
  if (at >= Date.parse(capture.until)) return false;
  return (capture.servers?.includes(server) ?? true) && (capture.tools?.includes(name) ?? true);
}

/** Content as a line of its own, and what the record says about it. */
export function sealCapture(
  content: CallContent,
  { record, key, maxBytes }: { readonly record: ActivityRecord; readonly key: Buffer; readonly maxBytes: number },
): { readonly line: string; readonly note: CaptureNote } {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(record));
  const data = Buffer.concat([cipher.update(fitted(content, maxBytes)), cipher.final(), cipher.getAuthTag()]);
  const sealed = Buffer.concat([iv, data]).toString('base64');
  const line = JSON.stringify({ correlationId: record.correlationId, sealed });
  const sha256 = createHash('sha256').update(line).digest('hex');
  return { line, note: { file: `${dayOf(record.at)}.jsonl`, sha256 } };
}

/** Content that was put to another record does not open. */
const boundTo = ({ correlationId, traceId, at }: Pick<ActivityRecord, 'correlationId' | 'traceId' | 'at'>): Buffer =>
  Buffer.from(`secure-mcp-gateway capture 1\n${correlationId} ${traceId} ${at}`);

function fitted(content: CallContent, maxBytes: number): string {
  const parts: Record<string, unknown> = {};
  const leftOut: string[] = [];
  let left = maxBytes;
  for (const name of ['arguments', 'result'] as const) {
    if (content[name] === undefined) continue;
    const bytes = Buffer.byteLength(JSON.stringify(content[name]));
    if (bytes <= left) parts[name] = content[name];
    else leftOut.push(name);
    left -= Math.min(bytes, left);
  }
  return JSON.stringify(leftOut.length === 0 ? parts : { ...parts, leftOut });
}

/** Opens what was kept of a call; `undefined` when it is there no more. Throws when it is not what the record says. */
export async function openCapture(
  directory: string,
  record: Pick<ActivityRecord, 'correlationId' | 'traceId' | 'at'> & { readonly capture: CaptureNote },
  key: Buffer,
): Promise<CapturedCall | undefined> {
  const { file, sha256 } = record.capture;
  if (!CAPTURE_FILE.test(file)) throw new Error(`"${file}" is no file of captured content`);
  const needle = JSON.stringify(record.correlationId);
  for await (const { text } of linesForward(join(directory, CAPTURES, file))) {
    if (!text.includes(needle) || createHash('sha256').update(text).digest('hex') !== sha256) continue;
    const { sealed } = JSON.parse(text) as { readonly sealed: string };
    const bytes = Buffer.from(sealed, 'base64');
    const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(boundTo(record))
      .setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()]);
    return JSON.parse(plain.toString('utf8')) as CapturedCall;
  }
  return undefined;
}

const CAPTURE_FILE = /^\d{4}-\d{2}-\d{2}\.jsonl$/;

/** Removes what was kept longer ago than it may be. */
export async function removeOldCaptures(directory: string, keepDays: number, now: number): Promise<void> {
  const folder = join(directory, CAPTURES);
  const names = (await readdir(folder).catch(() => [])).filter((name) => CAPTURE_FILE.test(name));
  // A day is over when the next one begins.
  const old = names.filter((name) => Date.parse(name.slice(0, 10)) + DAY_MS < now - keepDays * DAY_MS);
  for (const name of old) await rm(join(folder, name), { force: true });
}
