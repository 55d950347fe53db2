import { createHash, createHmac } from 'node:crypto';
import type { JsonObject } from '../../../shared/model/json-rpc';

/** Fingerprints by which a later call is known to be the same one. */
export interface Fingerprints {
  /** Of a JSON value, whatever the order of its members. Keyed: who reads it cannot try out values. */
  of(value: unknown): string;
}

export function createFingerprints(key: Uint8Array): Fingerprints {
  return { of: (value) => createHmac('sha256', key).update(canonicalJson(value)).digest('base64url') };
}

const hashes = new WeakMap<JsonObject, string>();

/** Of a definition as its server gave it, with everything that the model or the gateway goes by. */
export function definitionHash(definition: JsonObject | undefined): string {
  if (definition === undefined) return '';
  const known = hashes.get(definition);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(canonicalJson(definition)).digest('base64url');
  hashes.set(definition, hash);
  return hash;
}

/** JSON with members in the order of their names (RFC 8785 §3.2.3), so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
