import type { Signal } from '../signals/signal';

/** A word of the description that stands before or after whoever is addressed. What separates words is no part of one: otherwise rows of marks could be read in countless ways. */
const WORD = String.raw`[^\s\d.,;:!?()<>"“”-]{1,16}`;
/** What makes one of a trade a machine. */
const MECHANICAL = String.raw`(?:virtual|digital|automat(?:ed|ic)|autonomous|software|robotic?|smart|voice|machine|artificial|electronic|downstream|vision|meta-reviewer|coding|brows(?:ing|er)|scheduling|inbox|routing|reconciliation|triage|form-processing|note-taking|minute-taking|transcript|transcription|summari[sz]ing|parsing|indexing|captioning|conversational|generative)`;
/** Trades of people, too: with them it takes a word for a program. */
const HUMAN_TOO = String.raw`(?:marker|review(?:ing|er)?|e?mail|booking|analysis|analyst|analy[sz]ing|moderati(?:on|ng)|grading|calling|summary|summari[sz]ation|procurement|screening|travel|shopping|support|research|hiring|writing|news-writing|examining|drafting|scoring|ranking|rating|comparison|translating|transcribing|answering|negotiating|planning|assessing|marking|classifying|evaluation|decision|digest|credit)`;
const TRADE = String.raw`(?:assistants?|agents?|models?|systems?|tools?|helpers?|tutors?|reviewers?|readers?|editors?|bots?|engines?|programmers?|desks?|paralegals?|clerks?|concierges?|scribes?|summari[sz]ers?|crawlers?|screeners?|recruiters?|planners?|co-?pilots?|partners?|software|companions?|graders?|judges?|moderators?|translators?|writers?|researchers?|analysts?|analy[sz]ers?|checkers?|parsers?|workers?|processors?|updaters?|upgraders?|maintainers?|fixers?|remediators?|listeners?|note-?takers?|pair|coding|travel|inbox|procurement|shopping|support|news|log|based|powered|driven|admin|generators?|clients?|engineers?|runners?|scanners?|importers?)`;
const BY_NAME = String.raw`(?:chatgpt|gpts?|claude|gemini|copilots?|assistants?(?!\s(?:managers?|professors?|directors?|coach|editors?|secretar|teachers?|attorneys?|principals?|surgeons?|producers?|commissioners?|general|to\s))|chat[\s-]?bots?|bots?|robots?|co-pilots?|summari[sz]ers?|language models?|answer engines?|neural networks?|machines|computer)`;
/** Somebody who reads by machine. */
export const MACHINE = String.raw`(?:${BY_NAME}|(?:ais?|llms?)(?:(?:[\s-]${WORD}){0,2}?[\s-]${TRADE}(?![a-z]))?|${MECHANICAL}[\s-](?:${WORD}[\s-])?${TRADE}|${HUMAN_TOO}[\s-](?:models?|systems?|software|engines?|tools?))(?![\w=(]|\.\w)`;
const WHO = String.raw`\k<who>`;
/** Small words that make what follows a part of somebody's own sentence. */
const JOINING =
  '(?!(?:of|from|with|by|ask|use|uses|using|if|in|on|at|as|is|was|or|than|against|about|like|to|for|via)\\s)';
export const DESCRIBED = String.raw`(?:(?:any|all|every|each|whichever|whatever|the|our|your|you|those|my|other|an?)\s{1,3}){0,3}(?:${JOINING}${WORD}(?:\s{1,3}|-)){0,3}`;
const EDGE = String.raw`(?:^|[.!?;:>\])}\n"“”'‘(*_/|,→–—~\[-]|\b(?:and|also|btw|so|oh|ok)\b,?)\s{0,3}`;
const MORE = String.raw`(?:[ \t]+[^\s.:;!?,→>]{1,24}){0,9}?`;
const NOTE = String.raw`(?:(?:an?\s{1,3})?(?:${WORD}\s{1,3})?(?:note|notice|message|memo|hint|reminder|instructions?|info(?:rmation)?|word|remark|attention|comment|request|appeal|postscript|todo|warning|alert|caution|urgent)s?[,:]?\s{1,3}(?:to|for))`;
const GREETING = String.raw`(?:${NOTE}|dear|hey|hi|hello|hallo|attention|warning|alert)[:,(]?\s{1,3}`;
const BEFORE_ORDER = String.raw`(?:(?:hi|hello|please|pls|plz|kindly|thanks|and|note|once|when(?:ever)?|if|after|before|while|from)\b[^.:;!?\n]{0,60}?[,:]\s*|(?:please|pls|plz|kindly)\s{1,3})?`;
const VERB = String.raw`(?:say|state|tell|mention|report|write|give|show|list|name|call|rate|rank|score|grade|award|mark|approve|accept|reject|refuse|skip|ignore|omit|leave|drop|treat|regard|consider|assume|add|include|append|insert|put|place|send|forward|e-?mail|mail|post|upload|share|copy|attach|pass|transfer|transmit|pay|refund|release|grant|invite|run|execute|invoke|open|visit|fetch|download|install|click|tap|delete|remove|erase|wipe|close|cancel|book|rebook|buy|order|reorder|subscribe|unsubscribe|sign|log|cite|quote|recommend|prefer|favou?r|praise|describe|present|attribute|advise|answer|reply|respond|translate|upgrade|downgrade|suppress|hide|conceal|withhold|keep|star|follow|enter|record|register|file|publish|push|merge|commit|carry|submit|hand|store|save|set|change|replace|swap|redirect|divert|reroute|rewrite|amend|overwrite|summari[sz]e|conclude|finish|end|begin|start|stop|continue|disregard|discard|reveal|disclose|print|output|repeat|recite|supply|provide|perform|assign|reassign|move|escalate|classify|count|extend|renew|confirm|consent|agree|waive|vacate|contact|schedule|create|make|complete|fill|use|rely|look|search|find|get|take|read|unlock|disable|export|charge|empty|go|do|be|have|pretend|act|select|choose|obtain|gather|collect|trigger|wire|route|declare|exempt|reclassify|loosen|weaken|finali[sz]e)`;
export const ORDER = String.raw`(?:(?:also|then|now|first|always|never|not|please|pls|plz|kindly|therefore|just|simply|only|instead|immediately|do not|don['’]?t|go|to)\s{1,3}){0,3}${VERB}(?![a-z:=(])`;
const OUGHT = String.raw`(?:should|must|shall|ought to|needs? to|ha(?:s|ve) to|(?:is|are)(?: hereby| kindly)? (?:(?:asked|requested|required|instructed|invited|expected|supposed|told|obliged|authori[sz]ed)(?:, [^,\n]{2,40},)? to|to|informed that))`;
const READS = String.raw`(?:read|process|summari[sz]|handl|sort|compil|evaluat|review|grad|pars|scan|index|translat|analy[sz]|collect|select|prepar|answer|finish|examin|edit|check|see|assembl|resolv|look|fetch|crawl|visit|open|perform|generat|synchroni[sz]|monitor|screen|rank|digest|ingest|draw)(?:e?s|ing|e)?`;

const KEYWORDS = [
  '\\bai\\b',
  '\\bais\\b',
  'artificial ',
  'autonomous',
  'automated ',
  'virtual ',
  'digital ',
  'llm',
  'gpt',
  'claude',
  'gemini',
  'copilot',
  'co-pilot',
  'assistant',
  'agent',
  'bot',
  'robot',
  'summarise',
  'summarize',
  'language model',
  'answer engine',
  'neural network',
  'machine',
  'computer',
  'model',
  'helper',
  'reader',
  'reviewer',
  'concierge',
  '\\bscribe',
  'clerk',
  'software',
  'mail system',
  'review system',
];
/** To do nothing yet is no attacker's order. */
const HELD_BACK =
  /^[^.\n]*?\b(?:must|should|may|shall) not (?:invoke|call|use|run|proceed|continue|execute|guess|assume)\b/i;
const HELD_BACK_WITHIN = 60;
export const SAID_TO_READER = 'speaks to whoever reads by machine';
/** Nearer than other signals look: such words are common where programs are written about. */
const NEAR = { before: 110, after: 180 };

const BY_GREETING = String.raw`(?<=${EDGE}(?:${GREETING}|(?:to|for)\s(?!claude|chatgpt|gemini|copilot))${DESCRIBED})${WHO}${MORE}[ \t]?(?::|→|>>|#{2,})\s{1,3}(?!https?:|(?:true|false|yes|no|\d)\b(?!\)))(?:[^\s\d{}[\]()<>|]|\d\))`;
const BY_ORDER = String.raw`(?<=${EDGE}(?:@|(?:dear|hey|hi|hello|note|ok|please)[,:]?\s{1,3})?${DESCRIBED})${WHO}(?:${MORE}[ \t]?(?:[:!\])]{1,3}|>>|[ \t][–—-])|,|\s(?:pls|plz|please|kindly))\s{1,3}${BEFORE_ORDER}${ORDER}`;
const IN_THAT_CASE = String.raw`(?<=(?<!\w)(?:if|when(?:ever)?|where|should|once|in case|as soon as)\s{1,3}(?:(?!you\s)${WORD}\s{1,3}){0,4})${WHO}\s[^.:;!?\n]{2,70}?(?:[,:]|\b(?:page|this|row|it))\s{1,3}(?:(?:it|they|he|she|the same|then|please)\s{1,3})?(?:also\s{1,3})?(?:${OUGHT}|will|please|kindly|${VERB})\s`;
const READING_THIS = String.raw`${WHO}\s{1,3}(?:(?:that|who|which|is|are|be|happens? to(?: be)?|may(?: be)?|might(?: be)?)\s{1,3}){0,3}${READS}\s{1,3}(?:(?:on|out|over|through|here|at|up)\s{1,3})?(?:this|these|here|my|our)\b`;
const READ_BY = String.raw`(?<=\b(?:this|these)\b[^.:\n]{0,30}\b(?:is|are|gets?|was|were)\s{1,3}(?:being\s{1,3})?(?:read|processed|summari[sz]ed|handled|parsed|examined|analy[sz]ed|compiled|translated|scanned)\s{1,3}by\s{1,3}(?:(?:an?|the|any|some|your|its)\s{1,3})?(?:${WORD}\s{1,3})?)${WHO}`;
const OBLIGED = String.raw`${WHO}(?:\s{1,3}(?:(?:that|who|which)\s{1,3}[a-z]+|[a-z]{2,14}ing|on|in|of|for|with|behind|this|these)\b[^.:;!?\n]{0,60}?)?,?(?<!that|which|who)\s{1,3}${OUGHT}\s{1,3}(?!be (?!told|sent|given)|have\b|need)(?:${ORDER}|(?:write|say|answer|reply|state|output|respond|print|read)\s?:)`;
const TAKEN_FOR = String.raw`(?<=(?:\b(?:if|when|since|as|because|should)\s{1,3}you(?:['’]re|\s{1,3}are|\s{1,3}be)\s{1,3}(?:(?:an?|the)\s{1,3})?|\byou,\s(?:the|an?|dear)\s)(?:${WORD}\s{1,3})?)${WHO}`;

/** Who is named is read once, and looked at in each way. */
const machine = (...ways: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\w./#=-])(?=(?<who>${MACHINE}))(?:${ways.join('|')})`, 'gi');

/** Words to a machine that reads, whatever it is called and whatever it is asked. */
export const ADDRESSED_SIGNALS: readonly Signal[] = [
  {
    id: 'machine-addressed',
    kind: 'directive',
    keywords: KEYWORDS,
    ...NEAR,
    pattern: machine(BY_GREETING, BY_ORDER),
    weight: 0.58,
    message: SAID_TO_READER,
  },
  {
    id: 'machine-called-by-sign',
    kind: 'directive',
    keywords: [
      '@ai',
      '@claude',
      '@chatgpt',
      '@gpt',
      '@copilot',
      '@assistant',
      '@agent',
      '@bot',
      '@gemini',
      '-agent',
      '-bot',
      '-ai',
    ],
    pattern: new RegExp(
      String.raw`(?<![\w.])@(?:ai|claude|chatgpt|gpt|copilot|assistant|agent|bot|gemini|[a-z-]{2,20}-(?:agent|bot|ai|assistant))\s+(?:(?:please|pls|when|whenever|once|if|before|after)\s|${ORDER})`,
      'gi',
    ),
    weight: 0.5,
    message: SAID_TO_READER,
  },
  {
    id: 'machine-at-work',
    kind: 'directive',
    keywords: KEYWORDS,
    ...NEAR,
    pattern: machine(IN_THAT_CASE, READING_THIS, READ_BY),
    weight: 0.5,
    message: 'waits for the moment in which a machine reads it',
  },
  {
    id: 'machine-obliged',
    kind: 'claim',
    keywords: KEYWORDS,
    ...NEAR,
    pattern: machine(OBLIGED, TAKEN_FOR),
    accept: ({ input, index }) => !HELD_BACK.test(input.slice(index, index + HELD_BACK_WITHIN)),
    weight: 0.44,
    message: 'says what models must do',
  },
  {
    id: 'member-for-machines',
    kind: 'template',
    keywords: ['agent', 'assistant', 'llm', 'ai_', 'ai-', 'model_', 'model-', 'copilot', 'bot_', 'bot-'],
    pattern:
      /(?<![a-z\d])(?:x_)?(?:agent|assistant|llm|ai|model|copilot|bot)[_-](?:notes?|hints?|remarks?|directives?|instructions?|policy|message|command|only|todo|advice)["'\])>%}]{0,3}\s{0,2}(?:[:=>]|(?<=[>\]}]))\s{0,3}["'[]{0,2}[^\s\d]|\{[%{]\s?(?:agent|assistant|ai|llm|model)\s?[%}]\}/gi,
    weight: 0.46,
    message: 'sets words apart for a machine that reads',
  },
];
