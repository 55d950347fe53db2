/** How much a text talks about attacks: 0 not at all, 1 somewhat, 2 it is what the text is about. */
export type Discussion = 0 | 1 | 2;

/** Words of those who write about attacks. */
const ABOUT_ATTACKS =
  /\b(?:prompt[- ]injections?|injection attacks?|attacks\b|security (?:teams?|advisor\w+|awareness|training)|attackers?(?![-.]\w)|adversar(?:y|ies|ial)|vulnerabilit(?:y|ies)|mitigat\w+|countermeasures?|OWASP|CVE-\d|CWE-\d|MITRE|red[- ]team\w*|security research\w*|researchers|threat (?:model|actor)\w*|malicious (?:instruction|prompt|input|content|actor|user|server|web|tool|document|payload|text)\w*|attack (?:vector|surface|technique|scenario)s?|jailbreak(?:s|ing| prompts?)|sanitiz\w+|classifiers?|phishing|social engineering|scammers|fraudsters?|instruction hierarch\w+|prompt extraction|(?:working|known|classic|old) (?:jailbreak|trick)s?|test suites?|scanners?|we (?:study|propose|measure|evaluate)|models are trained|proof of concept|bug bounty|false positives?|test cases?|unit tests?|vendors|def test_\w+|expect(?:ed)?\s?[:=]|re\.(?:search|compile|match)\b|patterns?\s?[:=]|assert(?:Equal|That|s)?|expect\()/gi;
/** These, too; but personas are given them as well. */
const ABOUT_MODELS =
  /\b(?:LLMs?|language models?|exploit(?:s|ation)|payloads?|untrusted|detect(?:s|ors?|ion)|for example|scams?|meme|guardrails? (?:block|detect|flag|catch)\w*)\b/gi;

/** A text about attacks quotes them; the words it does so in are few and come together. */
export function discussionOf(text: string, aboutModels = true): Discussion {
  const seen = new Set<string>();
  let points = 0;
  for (const markers of aboutModels ? [ABOUT_ATTACKS, ABOUT_MODELS] : [ABOUT_ATTACKS]) {
    markers.lastIndex = 0;
    for (let match = markers.exec(text); match !== null && points < 3; match = markers.exec(text)) {
      const marker = match[0].slice(0, 6).toLowerCase();
      if (seen.has(marker)) continue;
      seen.add(marker);
      points += TELLING.test(match[0]) ? 2 : 1;
    }
  }
  if (points >= 3) return 2;
  return points >= 2 ? 1 : 0;
}

/** Only who writes about attacks uses these. */
const TELLING =
  /^(?:prompt[- ](?:injection|extraction)|jailbreak|social engineering|instruction hierarch|attacker|injection attack|owasp|red[- ]team)/i;

const AROUND = 768;

/** Discussion near a place: that somebody’s work is security does not make what stands in their résumé an article. */
export function discussionsOf(text: string, aboutModels: boolean): (at: number) => Discussion {
  const known = new Map<number, Discussion>();
  return (at) => {
    const block = Math.floor(at / AROUND);
    const seen = known.get(block);
    if (seen !== undefined) return seen;
    const discussion = discussionOf(text.slice(Math.max(0, (block - 1) * AROUND), (block + 2) * AROUND), aboutModels);
    known.set(block, discussion);
    return discussion;
  };
}

const REACH = 160;
/** Longer lines are not quoted ones. */
const LINE = 2_000;
const PAIRS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“',
  '`': '`',
  '«': '»',
  '「': '」',
  '‘': '’',
};
const JSON_VALUE = /(?:"\s*:|\[)\s*$/;
const JSON_TEXT = /^\s*[[{]/;

/** Whether the place stands in quotation marks, backticks, a quoted line or a fenced block, as what is talked about does. */
export function isQuoted(text: string, { start, end }: Span, fences: readonly number[] = fencesOf(text)): boolean {
  return isInMarks(text, start, end) || isInQuotedLine(text, start) || isFenced(fences, start);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where fenced blocks open and close, one after the other; a text that is all one block has none. */
export function fencesOf(text: string): readonly number[] {
  if (/^\s*```/.test(text)) return [];
  const fences: number[] = [];
  for (let at = text.indexOf('```'); at !== -1; at = text.indexOf('```', at + 3)) fences.push(at);
  return fences;
}

function isInMarks(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - REACH);
  const before = text.slice(from, start);
  const after = text.slice(start, Math.min(text.length, end + REACH));
  for (const [open, close] of Object.entries(PAIRS)) {
    const opened = before.lastIndexOf(open);
    if (opened === -1 || (open !== close && before.indexOf(close, opened + 1) !== -1)) continue;
    // The same mark opens and closes: an even number of them before means that all are closed.
    if (open === close && count(lineEnd(before), open) % 2 === 0) continue;
    if (!after.includes(close)) continue;
    if (open === '"' && isJsonValue(text, from + opened)) continue;
    return true;
  }
  return /(?:^|[\s(:])'(?=\S|$)[^'\n]{0,80}$/.test(before) && /\S'(?:[\s.,;:!?)]|$)/.test(after);
}

/** Values of JSON are quoted by the format, not by the author. */
function isJsonValue(text: string, quote: number): boolean {
  if (JSON_VALUE.test(text.slice(Math.max(0, quote - 8), quote))) return true;
  return JSON_TEXT.test(text) && /,\s*$/.test(text.slice(Math.max(0, quote - 8), quote));
}

function isInQuotedLine(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LINE), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return /^\s{0,4}(?:>|\|)/.test(line) && !/^\s*(?:\|{2,}|>{2,}[^<>]{1,40}<{2,})/.test(line);
}

/** Between an odd fence and the next one. */
function isFenced(fences: readonly number[], start: number): boolean {
  let low = 0;
  let high = fences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fences[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

const lineEnd = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) found += 1;
  return found;
}

const EXPLAINING =
  /\b(?:what|why|how|explains?|means?|phrases?|string|sentences?|words?|called|known|says?|said|claim(?:s|ed|ing)?|payloads?|examples?|filters?|detects?|rejects?|blocks?|tests?|wrote|line|attacks?|requests?|messages? like|prompts? (?:like|such)|has become|like|such as|e\.g\.)\b/i;

/** Whether the sentence around a quotation is about its words. */
export function isExplained(text: string, start: number, end: number): boolean {
  const before = /[^.!?\n]*$/.exec(text.slice(Math.max(0, start - 90), start))?.[0] ?? '';
  return (
    EXPLAINING.test(before) ||
    /^[^.!?\n]{0,40}["'”’`]\s*(?:mean|work|is\b|has\b|do\b|as\b|effective)/i.test(text.slice(end, end + 90))
  );
}

const NEGATED =
  /(?:n[o'’]t|\bnot|\bnever|\bcannot|\bavoid|\bwithout|\brefuse[sd]? to|\bniemals|\bnicht|\bne pas|\bno|\bnon|\bnão|\bnie|\bniet|(?<!\p{L})не|(?<!\p{L})n[’'])\s*(?:(?<=\s)\w+\s+)?["“'`]?$|(?:不要|勿|不可|不能|不应|不應|别|別|切勿)$/iu;
const DESCRIBED =
  /\b(?:such as|like|e\.g\.,?|phrases?|called|named|saying|says?|said|tells?|told|telling|instruct(?:s|ed|ing)|asks?|asked|asking|tr(?:y|ies|ied|ying)|attempts?|attempted|tricks?|tricked|causes?|makes?|made|convinces?|gets?|getting|word|words|means?|detects?|blocks?|matches|containing)\s+(?:(?:it|them|an?|the|your|LLMs?|models?|AIs?|agents?|assistants?|to|into|that|you|us|me|we|should|would)\s+){0,4}["“'`‘«]?$|\b(?:asked|asks|tells?|told|instruct(?:s|ed)|tricks?|tricked|convinces?|causes?|leads?|gets?|makes?|unless|if a \w+)\s+(?:\w+\s+){1,4}(?:to|that|says?|threatens?)\s+$/i;

/** A question about a thing is not an order to do it. */
const WONDERED =
  /\b(?:how (?:do|can|could|should|would|to)|can i|may i|should i|is it (?:possible|okay|ok|safe|legal|wise)|what happens|what would happen|why (?:do|does|did|would)|(?:explain|understand|know|learn) (?:how|why|what))\b[^.!?\n]{0,48}$/i;

/** What the words before make of it: 1 said outright, less when it is warned of, told about or asked about. */
export function standingOf(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - 60), start);
  if (NEGATED.test(before)) return 0.3;
  return DESCRIBED.test(before) || WONDERED.test(before) ? 0.6 : 1;
}
