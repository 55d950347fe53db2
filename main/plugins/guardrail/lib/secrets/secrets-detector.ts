import { EVERY_PHASE, type Hit, type Passage, type TextDetector } from '../detect/detector';
import { createKeywordPool } from '../detect/keyword-pool';
import { createRuleSet } from '../detect/rule-set';
import { surestHits } from '../detect/surest-hits';
import { assignmentHit, createAssignmentFinder } from './assignments';
import { CARRIERS } from './carriers';
import { CLOUD_TOKENS } from './cloud-tokens';
import { DEVELOPER_TOKENS } from './developer-tokens';
import { namesVendor, secretKindOf, type SecretKind } from './secret-name';
import { scoreValue } from './secret-value';
import { MESSAGE_TOKENS, MODEL_TOKENS, PAYMENT_TOKENS } from './service-tokens';
import { URL_CREDENTIALS } from './url-credentials';

const MAX_VALUE = 4_000;

/** Finds credentials: tokens of known formats, private keys, and values beside names that promise a secret. */
export function createSecretsDetector(pool = createKeywordPool()): TextDetector {
  const rules = [
    ...CLOUD_TOKENS,
    ...DEVELOPER_TOKENS,
    ...MODEL_TOKENS,
    ...MESSAGE_TOKENS,
    ...PAYMENT_TOKENS,
    ...CARRIERS,
    ...URL_CREDENTIALS,
  ];
  const find = createRuleSet(rules, pool);
  const findAssignments = createAssignmentFinder(pool);
  return {
    detector: 'secrets',
    phases: EVERY_PHASE,
    forms: new Set(['plain', 'decoded']),
    detect: (passage) => {
      const { text, readings } = passage;
      const known = find(text, readings);
      const assigned = findAssignments(text, readings);
      const held = memberHit(passage);
      if (known.length + assigned.length + held.length === 0) return NO_HITS;
      const all = [...known.map((hit) => uncut(hit, text)), ...assigned, ...held];
      return surestHits(all.filter((hit) => !isCutShort(hit, text)));
    },
  };
}

/** `sk-abc123…`: who shows a key in part does not give it away. */
const isCutShort = ({ end }: Hit, text: string) =>
  text.startsWith('...', end) || text[end] === '…' || text.startsWith('***', end);

const TOKEN_UNIT = /[A-Za-z0-9+/=_-]/;

/** A rule sees a window; where the window ended in the middle of a token, the rest of it is secret too. */
function uncut(hit: Hit, text: string): Hit {
  if (hit.end - hit.start < 150) return hit;
  let { end } = hit;
  if (hit.rule === 'private-key') return text.startsWith('-----', end - 5) ? hit : { ...hit, end: endOfKey(text, end) };
  while (end < text.length && TOKEN_UNIT.test(text[end]!)) end += 1;
  return end === hit.end ? hit : { ...hit, end };
}

function endOfKey(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[A-Za-z0-9+/=\s\\]/.test(text[end]!)) end += 1;
  return end;
}

/** `{ "password": "…" }` as parsed JSON: the name is in the structure, and the text is the value. */
function memberHit({ text, member, isKey }: Passage): readonly Hit[] {
  if (member === undefined || isKey || text.length > MAX_VALUE) return NO_HITS;
  const kind = kindOf(member);
  if (kind === undefined) return NO_HITS;
  const score = scoreValue({
    kind,
    value: text,
    quoted: true,
    config: false,
    assigned: false,
    vendor: namesVendor(member),
  });
  return score < 0.3 ? [] : [assignmentHit(kind, score, { start: 0, end: text.length })];
}

const NO_HITS: readonly Hit[] = [];
/** Names of members come again and again. */
const kinds = new Map<string, SecretKind | undefined>();
const MAX_KINDS = 1_000;

function kindOf(member: string): SecretKind | undefined {
  if (kinds.has(member)) return kinds.get(member);
  const kind = secretKindOf(member);
  if (kinds.size < MAX_KINDS) kinds.set(member, kind);
  return kind;
}
