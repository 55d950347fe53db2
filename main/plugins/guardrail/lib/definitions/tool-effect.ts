/** How sure we are, 0 to 1, that a tool does such a thing, by its own words. */
interface ToolEffect {
  readonly writes: number;
  readonly destroys: number;
  readonly sends: number;
}

const verbs = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const DESTROYS = verbs(
  'delete deletes remove removes drop drops erase erases wipe wipes purge purges destroy destroys truncate truncates execute executes exec kill kills terminate terminates uninstall uninstalls shutdown overwrite overwrites cleanup unlink revoke revokes shred rm rmdir',
);
const DESTROYS_OUTRIGHT: ReadonlySet<string> = new Set([...DESTROYS].filter((verb) => !verb.startsWith('remove')));
const WRITES = verbs(
  'write writes create creates update updates insert inserts modify modifies edit edits move moves rename renames install installs deploy deploys push pushes commit commits append appends upsert patch patches set replace replaces add adds merge publish publishes restart reset approve reject close archive assign',
);
const SENDS = verbs(
  'send sends email emails post posts upload uploads forward forwards transmit transmits share shares notify tweet exfiltrate broadcast',
);
const EXPORTS = verbs('export exports backup backups sync syncs mirror replicate');
/** As good as never a noun: these count after other words too, as in `github_delete_file`. */
const VERBS_ANYWHERE = verbs(
  'delete deletes remove removes erase wipe purge destroy truncate execute executes terminate uninstall overwrite revoke write writes create creates insert modify modifies install installs deploy publish append send sends upload uploads transmit exfiltrate export exports',
);
/** Before a verb these say that the verb is what is read about: `get_delete_status`, `list_updates`. */
const READS = verbs(
  'get gets list lists read reads show shows view views search searches find finds fetch fetches describe describes check checks count query queries lookup preview analyze analyse retrieve retrieves returns return inspect diff compare plan can is has format render parse extract compress convert',
);
/** `validate_email`, `summarize_post`: another verb comes first. */
const OTHER_VERB = /(?:ate|ize|ise|ify)s?$/;
const DESTINATION =
  /^(?:(?:remote|destination|target|upload|callback|webhook|export|backup|external|dest)_?(?:url|uri|endpoint|host|server|address|bucket)?|url|uri|endpoint|webhook|recipients?|email|to|send_to|share_with)$/i;
/** A destination may be a folder. */
const MAYBE_FOLDER = /^(?:destination|target|dest|backup|export|external)$/i;
const DESTINATION_URL = /(?:^|_)(?:url|uri|endpoint|webhook|remote|recipient|host)(?:_|$)/i;
/** What is sent or added and changes nothing anywhere: probes of a network, terms of a sum. */
const PROBES = /\b(?:sends?|posts?)\b[^.\n]{0,24}?\b(?:echo requests?|pings?|ICMP|probes?)\b/i;
const SUMS =
  /\b(?:adds?|sets?|inserts?)\b[^.\n]{0,16}?\b(?:numbers?|integers?|vectors|matrices|fractions|durations|operands|summands)\b/i;
/** A dry run or a request for confirmation is not yet the deed; neither is what the tool says it does not do. */
const DENIED = /\b(?:does not|doesn[’']t|do not|never|without|no longer|dry[- ]run|preview|would)\b/i;

/** What is taken from something that stays, as a label from an issue: neither is destroyed. */
const DETACHES =
  /\bremoves?\s+(?!(?:\w+\s+){0,3}?(?:all|every|files?|director(?:y|ies)|folders?|data|records?|rows?|tables?|databases?|backups?|accounts?|volumes?|objects?|documents?)\b)(?:[\w'-]+\s+){1,6}?from\b/i;

type Members = Readonly<Record<string, unknown>>;

/** What a tool does, as its name, its first sentence and its parameters say. */
export function describeEffect(tool: Members): ToolEffect {
  const name = wordsOf(text(tool['name']));
  const sentence = firstSentence(text(tool['description']));
  const described = DENIED.test(sentence) ? [] : wordsOf(sentence).slice(0, 2);
  const sendsWhereTold = hasDestination(tool['inputSchema']);
  const by = (wanted: ReadonlySet<string>): number => degree(isDoneBy(name, wanted), isDoneBy(described, wanted));
  return {
    writes: SUMS.test(sentence) ? 0 : by(WRITES),
    destroys: by(DETACHES.test(sentence) ? DESTROYS_OUTRIGHT : DESTROYS),
    sends: PROBES.test(sentence) ? 0 : Math.max(by(SENDS), sendsWhereTold ? by(EXPORTS) : 0),
  };
}

function degree(named: boolean, described: boolean): number {
  if (named && described) return 0.85;
  if (named) return 0.65;
  return described ? 0.55 : 0;
}

/** Whether one of the verbs is what is done: the first verb of the words, not one that is read about. */
function isDoneBy(words: readonly string[], wanted: ReadonlySet<string>): boolean {
  for (const [index, word] of words.slice(0, 4).entries()) {
    if (wanted.has(word) && (index === 0 || VERBS_ANYWHERE.has(word))) return true;
    if (READS.has(word) || OTHER_VERB.test(word)) return false;
  }
  return false;
}

function wordsOf(from: string): readonly string[] {
  return from
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const firstSentence = (from: string): string => /^[^.\n!?]{0,300}/.exec(from.trimStart())?.[0] ?? '';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function hasDestination(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const properties = (schema as Members)['properties'];
  if (typeof properties !== 'object' || properties === null) return false;
  return Object.keys(properties).some(
    (name) => (DESTINATION.test(name) && !MAYBE_FOLDER.test(name)) || DESTINATION_URL.test(name),
  );
}
