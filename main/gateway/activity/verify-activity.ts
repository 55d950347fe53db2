import type { VerifyInput } from '../../../shared/contract/activity-inputs';
import type { ActivityLine, ActivityProblem, ActivityVerification } from '../../../shared/model/activity-line';
import { hashOf, NO_LINE, readLine, signatureOf } from './chain';
import { type Head, readHead, signedHead } from './head-file';
import { linesForward } from './read-lines';
import { listSegments } from './segments';
import { isSignedBy, type PublicKeys, readPublicKeys } from './signing-key';

export interface VerifyNeeds extends VerifyInput {
  readonly directory: string;
  /** Fingerprint of the key that lies in the vault, if that could be opened. */
  readonly vaultKey?: string | undefined;
}

const MAX_PROBLEMS = 100;

/** What is known after some lines of the log. */
interface Walk {
  lines: number;
  segments: number;
  hash: string;
  seq: number | undefined;
  /** What the first line continues. */
  start: string | undefined;
  linesAfter: number;
  valid: number;
  unsignedRemovals: number;
  readonly keys: Set<string>;
  readonly removedUpTo: Set<string>;
  sawHead: boolean;
  sawExpected: boolean;
  readonly problems: ActivityProblem[];
  readonly notes: string[];
}

/** Reads the whole log and says what does not fit together, and what nobody could prove. */
export async function verifyActivity(needs: VerifyNeeds): Promise<ActivityVerification> {
  const { directory } = needs;
  // Before the lines: the log may grow meanwhile, but never shrink.
  const head = await readHead(directory);
  const keys = await readPublicKeys(directory);
  const walk = newWalk();
  for (const segment of await listSegments(directory)) {
    walk.segments += 1;
    let number = 0;
    for await (const { text, isWhole } of linesForward(segment.path)) {
      number += 1;
      if (!isWhole) {
        walk.notes.push(`The last line of ${segment.name} is not whole: it is being written, or a crash cut it off.`);
        continue;
      }
      verifyLine(text, { segment: segment.name, line: number }, { walk, keys, head, needs });
    }
  }
  verifyStart(walk);
  verifyEnd(walk, head, keys);
  return conclude(walk, needs, keys);
}

const newWalk = (): Walk => ({
  lines: 0,
  segments: 0,
  hash: NO_LINE,
  seq: undefined,
  start: undefined,
  linesAfter: 0,
  valid: 0,
  unsignedRemovals: 0,
  keys: new Set(),
  removedUpTo: new Set(),
  sawHead: false,
  sawExpected: false,
  problems: [],
  notes: [],
});

type Place = Pick<ActivityProblem, 'segment' | 'line'>;

interface Facts {
  readonly walk: Walk;
  readonly keys: PublicKeys;
  readonly head: Head | undefined;
  readonly needs: VerifyNeeds;
}

function verifyLine(text: string, place: Place, facts: Facts): void {
  const { walk } = facts;
  const line = readLine(text);
  const isFirst = walk.lines === 0;
  walk.lines += 1;
  walk.linesAfter += 1;
  const before = walk.hash;
  walk.hash = hashOf(text);
  if (line === undefined) {
    report(walk, { ...place, kind: 'unreadable', message: 'This is no line of a log.' });
    return;
  }
  const { seq } = line;
  const where = { ...place, ...(seq === undefined ? {} : { seq }) };
  if (isFirst) walk.start = line.previous;
  else if (line.previous !== before) report(walk, { ...where, kind: 'broken-link', message: BROKEN });
  verifyNumber(line, where, walk);
  verifySignature(text, line, where, facts);
  if (line.kind === 'retention') walk.removedUpTo.add(line.upTo.hash);
  if (line.kind === 'recovered' && line.because === 'missing-lines') {
    const message = `When the gateway started, the log was shorter than it had been: it had reached line ${line.reached?.seq ?? ''}.`;
    report(walk, { ...where, kind: 'missing-lines', message });
  }
  if (line.kind === 'recovered' && line.because === 'head-missing') {
    walk.notes.push(
      `Before line ${seq ?? ''} the head of the log was missing: lines at the end then may be missing too.`,
    );
  }
  const { head, needs } = facts;
  if (head !== undefined && seq === head.seq && walk.hash === head.hash) walk.sawHead = true;
  if (needs.expect !== undefined && `${seq ?? ''}:${walk.hash}` === needs.expect) walk.sawExpected = true;
}

const BROKEN =
  'This line does not continue the one before it: that one was changed, or lines were taken out, put in or moved.';

function verifyNumber(line: ActivityLine, where: Place, walk: Walk): void {
  const { seq } = line;
  const isJump = walk.seq !== undefined && seq !== walk.seq + 1;
  walk.seq = seq ?? walk.seq;
  // A start that found lines missing does not give their numbers again, and is reported for it.
  if (isJump && !(line.kind === 'recovered' && line.because === 'missing-lines')) {
    report(walk, { ...where, kind: 'sequence', message: 'Its number does not follow that of the line before.' });
  }
}

function verifySignature(text: string, line: ActivityLine, where: Place, { walk, keys }: Facts): void {
  if (line.kind !== 'checkpoint' && line.kind !== 'retention') return;
  if (line.key === undefined) {
    if (line.kind === 'retention') walk.unsignedRemovals += 1;
    return;
  }
  const key = keys.get(line.key);
  const signed = signatureOf(text);
  if (key === undefined) {
    report(walk, { ...where, kind: 'key', message: `The public key ${line.key} that belongs to it is not there.` });
  } else if (signed === undefined || !isSignedBy(key, signed.text, signed.signature)) {
    report(walk, { ...where, kind: 'signature', message: 'Its signature does not hold.' });
  } else {
    walk.valid += 1;
    walk.linesAfter = 0;
    walk.keys.add(line.key);
  }
}

function verifyStart({ start, removedUpTo, ...walk }: Walk): void {
  if (start === undefined || start === NO_LINE || removedUpTo.has(start)) return;
  report(walk, {
    kind: 'missing-start',
    message: 'The log begins in the middle, and nothing in it says that what came before was removed by retention.',
  });
}

function verifyEnd(walk: Walk, head: Head | undefined, keys: PublicKeys): void {
  if (walk.lines === 0 && head === undefined) return;
  if (head === undefined) {
    if (walk.seq !== undefined) walk.notes.push('The head of the log is missing: nobody can say whether its end is.');
    return;
  }
  if (!walk.sawHead) {
    const message =
      (walk.seq ?? 0) < head.seq
        ? `The log once reached line ${head.seq}, and ends at ${walk.seq ?? 'none'}.`
        : `Line ${head.seq} is not the one that the head of the log names.`;
    report(walk, { seq: head.seq, kind: 'truncated', message });
  }
  const key = head.key === undefined ? undefined : keys.get(head.key);
  if (head.key === undefined) {
    if (walk.valid > 0) walk.notes.push('The head of the log is not signed, although checkpoints are.');
  } else if (key === undefined || !isSignedBy(key, signedHead(head), head.signature ?? '')) {
    report(walk, { kind: 'signature', message: 'The signature of the head does not hold.' });
  }
}

function conclude(walk: Walk, { fingerprint, expect, vaultKey }: VerifyNeeds, keys: PublicKeys): ActivityVerification {
  const { problems, notes, lines, segments } = walk;
  const trustedKey = fingerprint ?? vaultKey;
  const strangers = [...walk.keys].filter((one) => trustedKey !== undefined && one !== trustedKey);
  if (trustedKey !== undefined && lines > 0 && !walk.keys.has(trustedKey)) {
    report(walk, { kind: 'key', message: `Nothing in the log is signed with the key ${trustedKey}.` });
  }
  if (strangers.length > 0) notes.push(`Some checkpoints are signed with another key: ${strangers.join(', ')}.`);
  if (expect !== undefined && !walk.sawExpected) {
    report(walk, { kind: 'truncated', message: `The line ${expect} that must be there is not.` });
  }
  if (walk.valid === 0 && lines > 0) {
    notes.push('Nothing is signed: whoever can write these files can make up a log that fits together.');
  } else if (trustedKey === undefined && keys.size > 0) {
    notes.push('Nobody vouches for the public key: compare its fingerprint with one that was noted elsewhere.');
  }
  if (walk.unsignedRemovals > 0) notes.push(`${walk.unsignedRemovals} removals of old segments are not signed.`);
  return {
    ok: problems.length === 0,
    lines,
    segments,
    problems: problems.slice(0, MAX_PROBLEMS),
    notes,
    signatures: {
      valid: walk.valid,
      keys: [...walk.keys],
      trusted: fingerprint !== undefined ? 'given' : vaultKey !== undefined ? 'vault' : 'nobody',
      linesAfter: walk.linesAfter,
    },
    ...(lines === 0 ? {} : { end: { ...(walk.seq === undefined ? {} : { seq: walk.seq }), hash: walk.hash } }),
  };
}

function report({ problems }: Pick<Walk, 'problems'>, problem: ActivityProblem): void {
  // One more than is shown, so that nobody takes the first hundred for all.
  if (problems.length <= MAX_PROBLEMS) problems.push(problem);
}
