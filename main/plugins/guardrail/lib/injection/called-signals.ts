import type { Signal } from '../signals/signal';
import { DESCRIBED, MACHINE, ORDER, SAID_TO_READER } from './addressed-signals';

/** What stands before a calling: nothing, a mark, or a sign of a picture. */
const EDGE = String.raw`(?:^|\n|[^\w\s,'’./-]|\.\s|--)\s{0,3}`;
/** Why something is to be done, before it is said what. */
const REASON = String.raw`(?:(?:if|when|to|before|after|because|since|as|for|this|the|your|due)\b[^.:;!?\n]{0,70}[,.]\s{1,2})?`;
const SOURCE =
  '(?:data source|dataset|page|site|website|document|file|tool|server|api|endpoint|service|form|listing|repository|record|vendor|seller|message|ticket)';
const READ = '(?:evaluated|processed|read|reviewed|summari[sz]ed|parsed|seen|opened|handled|scored|translated|indexed)';
const PRODUCT = '(?:cursor|copilot|claude(?: code)?|chatgpt|gemini|codex|windsurf|devin|cline|siri|alexa)';

/** Callings to machines by roles that people have, too, and by what they are bought as. */
export const CALLED_SIGNALS: readonly Signal[] = [
  {
    id: 'role-called',
    kind: 'directive',
    keywords: ['agent', 'model'],
    pattern: new RegExp(
      String.raw`(?<=${EDGE}(?:at\s)?${DESCRIBED})(?:agents?|models?)(?:\s[a-z]{2,14}ing\b[^.:;!?\n]{0,40})?\s?(?::|[—–])\s{1,2}${REASON}(?:please\s)?${ORDER}`,
      'gi',
    ),
    weight: 0.4,
    message: SAID_TO_READER,
    before: 80,
    after: 200,
  },
  {
    id: 'product-called',
    kind: 'directive',
    keywords: [
      'cursor',
      'copilot',
      'claude',
      'chatgpt',
      'gemini',
      'codex',
      'windsurf',
      'devin',
      'cline',
      'siri',
      'alexa',
    ],
    pattern: new RegExp(
      String.raw`\b(?:attention|note to|notice to|hey|dear|message to|instructions? for|for)\s(?:\w+\s)?${PRODUCT}(?:(?:\s?[/,&]\s?|,?\s(?:and|or)\s)${PRODUCT}){1,4}\b[^:\n]{0,30}:\s{1,2}[A-Za-z]`,
      'gi',
    ),
    weight: 0.5,
    message: SAID_TO_READER,
  },
  {
    id: 'heading-for-machines',
    kind: 'directive',
    keywords: [
      'note',
      'notice',
      'message',
      'instruction',
      'attention',
      'important',
      'only to',
      'only for',
      'rule to',
      'rule for',
      'rules to',
      'rules for',
    ],
    pattern: new RegExp(
      String.raw`(?<=(?:^|\n)\s{0,3}(?:#{1,6}|//|\*{1,2}|;|--|<!--)?\s?(?:(?:notes?|notice|message|instructions?|attention|important)[,:]?\s|(?:only|rules?) )(?:to|for)\s${DESCRIBED})${MACHINE}[^\n.:]{0,24}(?:\n|\\n)`,
      'gi',
    ),
    weight: 0.32,
    message: SAID_TO_READER,
  },
  {
    id: 'machine-judging',
    kind: 'directive',
    keywords: [
      'evaluated by',
      'processed by',
      'read by',
      'reviewed by',
      'summarised by',
      'summarized by',
      'parsed by',
      'seen by',
      'opened by',
      'handled by',
      'scored by',
      'translated by',
      'indexed by',
    ],
    pattern: new RegExp(
      String.raw`\b(?:if|when(?:ever)?|in case|once)\s(?:\w+\s){0,3}?${READ} by\s(?:an?\s|any\s)?(?:artificial intelligence|ai\b|llms?|language models?|${MACHINE})[^.:;!?\n]{0,24}?[,:]?\s{1,2}(?:then\s|please\s|also\s){0,2}${ORDER}`,
      'gi',
    ),
    weight: 0.5,
    message: 'waits for the moment in which a machine reads it',
  },
  {
    id: 'asked-by-data',
    kind: 'directive',
    keywords: ['asks ', 'requires ', 'requests ', 'instructs ', 'obliges ', 'expects ', 'urges ', 'wants '],
    pattern: new RegExp(
      String.raw`\b(?:this|the)\s${SOURCE}\s(?:asks|requires|requests|instructs|obliges|expects|urges|wants)\s${DESCRIBED}(?:agent|assistant|model|${MACHINE})s?\sto\s(?!be\b|have\b|support)[a-z]`,
      'gi',
    ),
    weight: 0.46,
    message: SAID_TO_READER,
  },
  {
    id: 'machine-action-required',
    kind: 'directive',
    keywords: ['action required', 'action needed', 'must_read', 'must read', 'step required', 'required action'],
    pattern:
      /(?<![\w-])(?:AI|LLM|agent|assistant|bot|model|copilot)[ _-](?:action|step)[ _-](?:is )?(?:required|needed|mandatory)\b|\b(?:AI|LLM)s?[_ ]must[_ ]read\b|\brequired action (?:for|by) (?:the )?(?:AI|LLM|agent|assistant|bot|model)\b/gi,
    weight: 0.42,
    message: SAID_TO_READER,
  },
  {
    id: 'call-and-go-on',
    kind: 'hijack',
    keywords: ['call ', 'invoke ', 'calls ', 'invokes ', 'run ', 'runs '],
    pattern:
      /\b(?:call|invoke|run)s? \s*(?:the\s+)?[`"'“]?[a-z]+(?:_[a-z]+){1,4}\b[^.\n]{0,140}?\b(?:and|then)\s+(?:then\s+|afterwards\s+)?(?:continue|proceed|resume|repeat|go on|carry on|hide|delete|remove|pass|hand|send|forward|upload|post|email|transfer|share)\b/gi,
    weight: 0.34,
    message: 'orders calls of tools one after the other',
    after: 280,
  },
];
