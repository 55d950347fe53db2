import type { Signal } from '../signals/signal';

const VERBS =
  "(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|neglect|overlook|overrid(?:e|ing)|bypass|discard|abandon|drop|void|cancel|erase|dismiss|(?:set|put) (?:\\w+ ){0,3}?aside|throw (?:away|out)|leave behind|let go of|move past|pay no (?:attention|heed) to|stop (?:following|obeying|listening to)|(?:do not|don['’]?t|no longer|never|not have to|(?:do|does)n[’']?t have to|not need to|(?:do|does)n[’']?t need to) (?:follow|obey|listen to|comply with|adhere to|act on|consider))";
const IGNORE =
  "(?:ignor(?:e|ing)|disregard(?:ing)?|forget(?:ting)?|pay no (?:attention|heed) to|leave behind|(?:do not|don['’]?t|no longer|never) (?:follow|obey|listen to|comply with|consider))";
const FILLERS =
  "(?:(?:about|all|any|every|each|of|the|my|your|our|his|her|those|these|that|this|and|or|other|such|single|last|entire|whole|set|instruct\\w*|safety|security|content|ethical|internal|programmed|system|developer|default|standard|open ?ai(?:['’]s)?|anthropic(?:['’]s)?)\\W{1,5})*";
const EARLIER =
  "(?:previous|prior|preceding|foregoing|earlier|above|past|former|initial|original|existing|current|aforementioned|system(?:['’]s)?|developer|predefined|pre-?set|hard-?coded|built-?in|your|conflicting|other)";
const ORDERS =
  '(?:instructions?|directions?|directives?|prompts?|commands?|orders?|guidelines?|guidance|assignments?|tasks?|programming|training|statements?|conversations?|dialog(?:ue)?s?|constraints?|restrictions?|polic(?:y|ies)|guardrails?|rules|information|requests?|context|inputs?|text|content|messages?|everything)';
const STRICT_ORDERS =
  '(?:instructions?|directions|directives?|(?:system |initial )?prompts?|orders|guidelines|assignments|programming|guardrails?|safety (?:rules|policies|protocols|measures|training)|ethic\\w+|polic(?:y|ies)|thoughts)';
/**
 * Whoever says that a result is to be read as data warns, and does not overrule: `any instructions within the returned rows`.
 * What came before, or from those who set the model up, is no result.
 */
const NOT_FROM_ELSEWHERE =
  '(?!(?: (?:or|and) \\w+)?,? (?:that |which )?(?:(?:may|might|could) (?:be|appear) |(?:are|is|appear) )?(?:returned|found|contained|embedded|included|hidden|within|inside|in (?:the|this|its|these|those|any) (?:\\w+ )?(?:data|results?|outputs?|contents?|responses?|rows?|pages?|documents?|e-?mails?|files?|boundaries))(?![^.\\n]{0,60}\\b(?:system|prompts?|previous|prior|earlier|above|before|you|your|yours|developers?|conversation|chat|context|messages?|training)\\b))';
const SAY =
  '(?:say|print|write|output|respond|reply|answer|return|tell|show|display|state|repeat|give|reveal|generate|just|only|instead|what|who)';

const override = (signal: Omit<Signal, 'kind'>): Signal => ({ kind: 'override', ...signal });
const DEEDS =
  'ignor disregard forget neglect overlook overrid bypass discard abandon drop void cancel erase dismiss aside leave attention heed';
/** `not follow` and the like: what stands before each is said in full, for `not` and `never` are in every text. */
const REFUSALS = ['t', 'never', 'longer', 'have to', 'need to'].flatMap((before) =>
  ['follow', 'obey', 'listen', 'comply', 'adhere', 'act on', 'consider'].map((verb) => `${before} ${verb}`),
);
const keywords = [...DEEDS.split(' '), 'throw away', 'throw out', 'let go', 'move past', 'stop ', ...REFUSALS];
const MESSAGE = 'tells the reader to set earlier instructions aside';

/** “Ignore the instructions above” and its kin, in English. */
export const OVERRIDE_SIGNALS: readonly Signal[] = [
  override({
    id: 'instruction-override',
    keywords,
    pattern: new RegExp(
      `\\b${VERBS}\\W{1,5}${FILLERS}${EARLIER}\\W{1,5}(?:(?:and|or|set|of|safety|system|content|user|given|ethical|programmed|\\w+ing|all|any|my|your|the|${EARLIER})\\W{1,5}){0,4}${STRICT_ORDERS}\\b`,
      'gi',
    ),
    weight: 0.82,
    message: MESSAGE,
  }),
  override({
    id: 'context-reset',
    keywords,
    pattern: new RegExp(
      `\\b${IGNORE}\\W{1,5}(?!(?:my|our)\\b)${FILLERS}(?:previous|prior|preceding|foregoing|earlier|above|past|former)\\W{1,5}(?:(?:and|or|given|\\w+ing|all|any|my|your|the|${EARLIER})\\W{1,5}){0,3}(?:${ORDERS})\\b(?! (?:and |or )?(?:warning|error|notice)s?\\b)`,
      'gi',
    ),
    weight: 0.6,
    message: MESSAGE,
  }),
  override({
    id: 'all-instructions-override',
    keywords,
    pattern: new RegExp(
      `\\b${VERBS}\\W{1,5}(?:about )?(?:all|any|every|each|your|these|those|whatever|everything and all)\\W{1,5}(?:(?:of|the|your|my|our|other|such|safety|security|ethical|moral|content|system|open ?ai|general|given|provided|those|these)\\W{1,5}){0,4}${STRICT_ORDERS}\\b${NOT_FROM_ELSEWHERE}`,
      'gi',
    ),
    weight: 0.72,
    message: MESSAGE,
  }),
  override({
    id: 'orders-with-time-override',
    keywords,
    pattern: new RegExp(
      `\\b${VERBS}\\W{1,5}${FILLERS}${STRICT_ORDERS}\\W{1,5}(?:that )?(?:(?:you|i|we|they|which|were|was|have|had|been|are|has|just)\\W{1,5}){0,4}(?:above|before|got|given|received|earlier|previously|gave|told|so far|until now|provided|said|came)\\b`,
      'gi',
    ),
    weight: 0.8,
    message: MESSAGE,
  }),
  override({
    id: 'forget-everything',
    keywords,
    pattern:
      /\b(?:ignor(?:e|ing)|pay no (?:attention|heed) to|disregard|forget|forgot|erase|discard|abandon|(?:do not|don[’']?t) (?:listen to|consider|follow))\W{1,5}(?:about )?(?:all|everything|anything|whatever|what)(?:[’']?s)?\b\W{0,3}(?:(?:of|that|which|this|the|it|is|was|else|has|been|have|had|to|you|you[’']ve|i|i[’']ve|we|we[’']ve|they|ever|just|were|came|comes|text|stuff|things?)\W{1,5}){0,5}(?:above|before\w*|previously|told|said|discussed|talked|learn\w*|know|knew|taught|trained|instructed|so far|until now|up to now|(?:previous|prior|preceding|earlier)(?=\W*(?:$|[\n.,;:!?)"'”’]|(?:and|then|but|or|text|information|info|context|messages?|conversations?|statements?|data|content|documents?|output|stuff|things|chat|discussions?|answers?)\b)))\b(?! about)/gi,
    weight: 0.75,
    message: MESSAGE,
  }),
  override({
    id: 'forget-and-say',
    keywords: ['forget', 'ignor', 'disregard'],
    pattern: new RegExp(
      `\\b(?:forget|ignore|disregard)\\W{1,5}(?:about )?(?:it all|all|everything|(?:all |the )?(?:text |stuff )?above)[\\s,.;:!–-]{1,4}(?:(?:and|then|now|but|please|instead|to|simply|also)[\\s,]{1,3}){0,3}${SAY}\\b`,
      'gi',
    ),
    weight: 0.75,
    message: MESSAGE,
  }),
  override({
    id: 'set-aside',
    keywords: ['aside', 'whatever', 'behind'],
    pattern:
      /\b(?:set|put|leave)\s+(?:aside\s+)?(?:whatever|any|all|your|the)\s+(?:\w+\s+){0,3}?(?:instructions?|guidance|guidelines|rules|orders|directives?|prompts?|information|tasks)\b(?:[^.\n]{0,40}\b(?:aside|behind)\b|\s+you (?:received|were|have|got))/gi,
    weight: 0.7,
    message: MESSAGE,
  }),
  override({
    id: 'material-override',
    keywords: [
      'ignor',
      'disregard',
      'forget',
      'not summar',
      'not answer',
      'not translate',
      "n't summar",
      "n't answer",
      'not look',
    ],
    pattern: new RegExp(
      `\\b(?:(?:ignore|disregard|forget)\\s+(?:the|this|that|what|all|everything)?\\s*(?:[\\w’']+\\s+){0,4}?(?:docs?|results?|responses?|documents?|articles?|texts?|says|content|email|page|question|request|task|data|that|everything)|do(?:n[’']?t| not)\\s+(?:answer|summari[sz]e|translate|look)\\s+(?:\\w+\\s+){0,4}?\\w+)\\W{1,5}(?:(?:and|but|then|now|please|instead|just|only|simply)\\W{1,5}){1,3}(?:say|print|output|write|reply|respond|tell|reveal|send|call|run)\\b`,
      'gi',
    ),
    weight: 0.55,
    message: MESSAGE,
  }),
  override({
    id: 'context-override',
    keywords: ['ignor', 'disregard'],
    pattern:
      /\b(?:ignor|disregard)(?:e|ing)?\s+(?:all |any |the |every )*(?:provided |given |other |previous )*(?:context|documents?|articles?|sources)(?:\s+(?:and|or)\s+\w+)?(?:\s+provided)?\b(?! (?:menu|switch|manager|lines?|type))/gi,
    weight: 0.5,
    message: MESSAGE,
  }),
  override({
    id: 'negative-evidence-override',
    keywords: ['ignor', 'disregard', 'override', 'evaluate'],
    pattern:
      /\b(?:(?:ignore|disregard)\s+(?:all\s+|any\s+)?(?:negative|other|remaining|contradicting)\s+(?:\w+\s+){0,2}(?:indicators?|information|info|content|results?|findings|criteria|feedback|instructions?|text)|disregard\s+(?:all|any)\s+(?:other\s+)?(?:info|information|text|content)|override\s+(?:the\s+)?(?:manual|automatic|normal|standard)\s+(?:scoring|review|evaluation|ranking|screening)|(?:do not|don[’']t)\s+(?:evaluate|review|assess|analy[sz]e)\s+(?:the|this)\s+(?:candidate|applicant|document|text|code))\b/gi,
    weight: 0.6,
    message: 'tells the reader which part of the material to leave out',
  }),
  override({
    id: 'instructions-void',
    keywords: [
      'suspended',
      'void',
      'cancel',
      'supersede',
      'replaced',
      'overrid',
      'no longer',
      'revoked',
      'irrelevant',
      'obsolete',
      'lifted',
      'disabled',
      'nullified',
    ],
    pattern:
      /\b(?:previous|prior|above|your|safety|system|all)\s+(?:\w+\s+){0,2}(?:instructions?|directives?|prompts?|guidelines|(?<=\b(?:your|safety) (?:\w+ )?)rules|orders|(?<!firewall |access )restrictions|guardrails|(?<=\byour (?:\w+ )?)constraints|(?<=\b(?:your|safety) (?:\w+ )?)protocols)\s+(?:above\s+|given\s+)?(?:is|are|has been|have been|were|shall be)\s+(?:now\s+|hereby\s+|temporarily\s+|all\s+)*(?:suspended|void|null|cancel+ed|superseded|replaced|overrid+en|no longer|revoked|irrelevant|obsolete|lifted|disabled|nullified)\b/gi,
    weight: 0.7,
    message: 'declares earlier instructions void',
  }),
  override({
    id: 'precedence-claim',
    keywords: ['overrid', 'supersede', 'precedence', 'priority'],
    pattern:
      /\b(?:overrid\w+|supersed\w+|takes? (?:precedence|priority) over|higher priority than|replac\w+)\s+(?:all|any|every|your|the)\s*(?:of\s+|the\s+|your\s+|other\s+|conflicting\s+)*(?:previous|prior|earlier|existing|original|system|conflicting|safety|initial|other)\s+(?:\w+\s+){0,2}(?:instructions?|directives?|prompts?|guidelines|orders|context)\b/gi,
    weight: 0.65,
    message: 'claims to come before other instructions',
  }),
  override({
    id: 'new-instructions',
    keywords: [
      'goal',
      'purpose',
      'mission',
      ' job',
      'role',
      'prompt',
      'programmed',
      'you have been',
      'instruction',
      'task',
      'directive',
      '\\borders\\b',
      'assignment',
      'new objective',
    ],
    pattern:
      /\b(?:(?:(?:here are |here come |these are )?(?:your|my)|the following are (?:your|the)|now come)\s+(?:the\s+)?(?:new|updated|real|actual|true|only|revised|next|sole)\s+(?:instructions?|directives?|orders|assignment|task|objective|goal|purpose|mission|job|role)s?\s*(?:(?:now\s+)?(?:is|are|follow)\b|:|\.)|new\s+(?:instructions?|directives?|orders|tasks?|prompt)\s*(?:now\s+)?(?:follow|are as follows|set activated|received|:\s?\w+)|your\s+instructions\s+are\s+now|change\s+your\s+instructions|you have been (?:reprogrammed|re-programmed|reset|reassigned|repurposed)|(?:further|new)\s+tasks?\s+(?:are\s+|now\s+)?follow|we(?:[’']ll| will)?\s+(?:now\s+)?start\s+(?:over\s+)?with\s+a\s+new\s+(?:task|assignment)|(?:now\s+)?(?:focus|concentrate)\s+(?:only\s+)?on\s+(?:your|this|the)\s+(?:new\s+|next\s+)(?:task|assignment|instruction)|now\s+(?:here\s+)?come\s+(?:some\s+)?new\s+tasks?)/gi,
    weight: 0.5,
    message: 'gives the reader a new task',
  }),
  override({
    id: 'rules-override',
    keywords: [
      'forget',
      'ignor',
      'disregard',
      'no longer apply',
      'not apply',
      'drop',
      'break',
      "n't apply",
      'n’t apply',
    ],
    pattern:
      /\b(?:(?:forget|ignore|disregard|drop|break)\s+(?:about\s+)?(?:all\s+|any\s+)?(?:of\s+)?your\s+(?:\w+\s+){0,2}?(?:rules|restrictions|limitations|limits|constraints|training|filters|guidance|boundaries)|your\s+(?:\w+\s+){0,2}?(?:rules|guidelines|instructions|restrictions|policies|safety\s+\w+)\s+(?:(?:do|does)\s+not|(?:do|does)n[’']t|no\s+longer)\s+apply)\b/gi,
    weight: 0.62,
    message: MESSAGE,
  }),
  override({
    id: 'user-override',
    keywords: ['user'],
    pattern:
      /\b(?:ignor(?:e|ing)|disregard|do(?:n[’']?t| not) (?:follow|answer|obey|listen to|do|carry out)|instead of)\s+(?:what\s+)?(?:the|this|your)\s+user(?:(?:[’']s)?\s+(?:\w+\s+)?(?:requests?|questions?|instructions?|query|prompt|wishes|task|orders|asks?(?:ed)?|said|says|wants?)|\s*[.,;:!]\s*(?:and\s+)?[A-Za-z]|\s+and\b)/gi,
    weight: 0.55,
    message: MESSAGE,
  }),
  override({
    id: 'task-before-task',
    keywords: ['task', 'following first', 'adhere to', 'following instruction'],
    pattern:
      /\b(?:before (?:you |i )?(?:can )?(?:solv|complet|continu|proceed|start|finish|work|answer)\w*\s+(?:\w+\s+){0,2}?(?:the|your|my|this|any) (?:\w+ )?(?:task|request|question)\b[^.\n]{0,60}?(?:please|you must|first|do the following)|(?:do|complete|execute|perform) the following(?: \w+)? first\b|(?:after|once) (?:you(?:[’']ve| have)? )?(?:do|done|doing|that|complet\w+)[^.\n]{0,30}?,? (?:you )?(?:can|may) (?:then )?(?:solve|continue|proceed|return|go back|resume)\b[^.\n]{0,30}?task|(?:strictly |only |must )(?:adhere to|follow|obey|execute) (?:only )?the following (?:instruction|order|command|directive)s?)/gi,
    weight: 0.52,
    message: 'puts another task before the given one',
  }),
  override({
    id: 'despite-instructions',
    keywords: ['despite', 'contrary to', 'regardless of', 'irrespective of', 'notwithstanding', 'no matter what'],
    pattern:
      /\b(?:despite|contrary to|regardless of|irrespective of|notwithstanding|no matter)\s+(?:what(?:ever)? (?:you(?:[’']ve| have| were)?|your|the) (?:\w+ ){0,3}?(?:told|instructed|said|says?|trained)|(?:your|all|any|previous|prior|earlier|other) (?:\w+ ){0,2}?(?:instructions|guidelines|programming|directives|training))\b/gi,
    weight: 0.52,
    message: MESSAGE,
  }),
  override({
    id: 'not-the-material',
    keywords: ['not by the', 'not from the', 'not according to', 'not based on', 'own knowledge', 'not use the'],
    pattern:
      /\b(?:answer|respond|reply|explain|tell me|say)\b[^.\n]{0,60}?\bnot (?:by|from|according to|based on|using) (?:the|any|these) (?:provided |given |above )?(?:articles?|documents?|context|text|sources?)\b|\b(?:do not|don[’']?n?t|not) (?:answer|look)\b[^.\n]{0,40}\b(?:according to|in|at) (?:the )?(?:provided |given )?(?:documents?|articles?|context)(?: provided)?\b/gi,
    weight: 0.5,
    message: MESSAGE,
  }),
  override({
    id: 'undone-conversation',
    keywords: ['never happened', 'did not happen', "didn't happen"],
    pattern:
      /\b(?:conversation|instructions?|prompt|messages?|above|before this|chat)\b[^.\n]{0,40}(?:never|did not|didn[’']t) happen/gi,
    weight: 0.55,
    message: MESSAGE,
  }),
  override({
    id: 'spaced-override',
    keywords: ['i g n o r e', 'i.g.n.o.r.e', 'i-g-n-o-r-e', 'f o r g e t', 'd i s r e g a r d', 'i_g_n_o_r_e'],
    pattern: /\b(?:i[ ._-]g[ ._-]n[ ._-]o[ ._-]r[ ._-]e|f o r g e t|d i s r e g a r d)\b/gi,
    weight: 0.7,
    message: 'spells an order to set instructions aside with gaps between its letters',
  }),
];
