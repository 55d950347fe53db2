import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { isSecretName, maskSecret, redact } from '../../shared/text/redact';
import { formatPath, type PathPart } from '../gateway/config/config-problem';
import { findPlaintextSecrets, type LookForSecrets, SWITCH } from './plaintext-secrets';
import { setText, textAt, withReferences } from './rewrite-backup';

/** Reads and writes configurations without giving away what stands in them as plaintext. */
export interface Masks {
  /** A copy in which secrets are masked; references stay, since they say nothing. */
  mask<T>(config: T): T;
  /** One server entry, masked. */
  maskServer(entry: unknown): JsonObject;
  /**
   * Puts back what was masked, where `present` has the same secret at the same place; throws `config_rejected`, naming
   * the places, for masks that nobody knows the secret of.
   */
  unmask<T>(config: T, present: unknown): T;
}

const MASKED = /\*{4}/;

export function createMasks(look: LookForSecrets): Masks {
  function mask<T>(config: T): T {
    const copy = structuredClone(config);
    for (const secrets of byPath(findPlaintextSecrets(copy, look)).values()) {
      const { path, text } = secrets[0]!;
      const masks = secrets.map(({ start, end }) => {
        const value = text.slice(start, end);
        // Masked twice it would say less, and could not be told from another secret’s mask.
        return { start, end, reference: MASKED.test(value) ? value : maskSecret(value) };
      });
      setText(copy, path, withReferences(text, masks));
    }
    for (const { path, text } of shownTexts(copy)) setText(copy, path, text);
    return copy;
  }

  return {
    mask,
    maskServer: (entry) => {
      const around = { configs: { shown: { servers: { shown: entry } } } };
      return mask(around).configs.shown.servers.shown as JsonObject;
    },
    unmask(config, present) {
      const copy = structuredClone(config);
      const shown = mask(present);
      const unknown: string[] = [];
      for (const { path, text } of textsOf(copy, [])) {
        if (!MASKED.test(text)) continue;
        const own = textAt(present, path);
        if (own !== undefined && textAt(shown, path) === text) setText(copy, path, own);
        else unknown.push(formatPath([...path]));
      }
      if (unknown.length === 0) return copy;
      const message = `Secrets are masked at ${unknown.join(', ')}; put \${secret:NAME} there, or the value itself`;
      throw new GatewayError('config_rejected', message, { places: unknown });
    },
  };
}

interface Text {
  readonly path: readonly PathPart[];
  readonly text: string;
}

function byPath<T extends Text>(found: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const grouped = new Map<string, T[]>();
  for (const one of found) {
    const key = JSON.stringify(one.path);
    grouped.set(key, [...(grouped.get(key) ?? []), one]);
  }
  return grouped;
}

const SERVER_DEPTH = 4;

/** What servers are given, as it may be shown: also the value after `--token`, and what looks like a secret anywhere. */
function* shownTexts(config: unknown): Generator<Text> {
  for (const one of [...textsOf(config, [])]) {
    const [root, , servers, , member, index] = one.path;
    if (root !== 'configs' || servers !== 'servers' || one.path.length <= SERVER_DEPTH) continue;
    const before = typeof index === 'number' ? textAt(config, [...one.path.slice(0, -1), index - 1]) : undefined;
    const isValueOfSwitch = member === 'args' && isSecretSwitch(before) && !/^-|\$\{/.test(one.text);
    const isHidden = isValueOfSwitch || isNamedSecret(member, index, one.text);
    const text = isHidden && !MASKED.test(one.text) ? maskSecret(one.text) : redact(one.text);
    if (text !== one.text) yield { path: one.path, text };
  }
}

/** However short or plain it is: its name says that nobody should see it. */
function isNamedSecret(member: PathPart | undefined, name: PathPart | undefined, text: string): boolean {
  const isNamed = (member === 'env' || member === 'headers') && typeof name === 'string' && isSecretName(name);
  return isNamed && !SWITCH.test(text) && !text.includes('${') && !isAddress(text);
}

/** In which its own parts are masked. */
const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/** `--api-key`, whose value is the next argument. */
function isSecretSwitch(text: string | undefined): boolean {
  const name = /^--?([A-Za-z][\w-]*)$/.exec(text ?? '')?.[1];
  return name !== undefined && isSecretName(name);
}

function* textsOf(value: unknown, path: readonly PathPart[]): Generator<Text> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) {
    for (const [index, member] of (value as unknown[]).entries()) yield* textsOf(member, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) yield* textsOf(member, [...path, name]);
  }
}
