import type { Signal } from '../signals/signal';

const OTHERS = String.raw`(?:other|any|all|every|the (?:other|built-in|native|default)|brave|[a-z]+_[a-z_]+)`;

/** A tool that takes what is the user’s or another tool’s: their turn, their word, their consent. */
export const USURPING_SIGNALS: readonly Signal[] = [
  {
    id: 'takes-precedence',
    kind: 'mandate',
    keywords: ['precedence over', 'priority over'],
    pattern: new RegExp(
      String.raw`\bthis (?:tool|server|function)\s+(?:always\s+)?(?:takes|has|gets)\s+(?:\w+\s+)?(?:precedence|priority) over\s+${OTHERS}\b`,
      'gi',
    ),
    weight: 0.5,
    message: 'puts itself before other tools',
  },
  {
    id: 'others-called-unsafe',
    kind: 'rivals',
    keywords: ['unsafe', 'compromised', 'malicious', 'infected', 'malware'],
    pattern:
      /\b(?:other (?:tools?|servers?)\b[^.\n]{0,80}\b(?:found|considered|declared|marked|are|is|were)\s+(?:\w+\s+)?(?:unsafe|compromised|malicious|infected)|[a-z]+_[a-z_]+\b[^.\n]{0,40}\b(?:contains malware|is (?:compromised|malicious|infected)))\b/gi,
    weight: 0.5,
    message: 'calls other tools unsafe',
  },
  {
    id: 'exempt-from-consent',
    kind: 'claim',
    keywords: ['exempt from'],
    pattern: /\bexempt from\s+(?:\w+\s+)?(?:user|human)?\s?(?:confirmation|approval|consent|permission)\b/gi,
    weight: 0.5,
    message: 'says that nobody need be asked',
  },
  {
    id: 'against-the-user',
    kind: 'directive',
    keywords: ['even if the user', 'whatever the user', 'regardless of what the user', 'regardless of which'],
    pattern:
      /\b(?:even if the user(?:[’']s \w+)? (?:contains?|names?|gives?|asks? for|says?|wants?|specif(?:ies|y)|requests?|chose|chooses) (?:an?other|something else|a different|otherwise|fewer|less|only)|(?:whatever|regardless of what) the user (?:asks|says|wants|enters|chose)|use this value regardless of which)\b/gi,
    weight: 0.5,
    message: 'overrides what the user wants',
  },
  {
    id: 'results-of-others-wanted',
    kind: 'exfiltration',
    keywords: [
      'previous tool',
      'last tool',
      'prompt history',
      'previous prompts',
      'all prompts',
      'preceding ten',
      'preceding messages',
    ],
    pattern:
      /\b(?:(?:the )?(?:previous|last|preceding) tool(?:[’']s| call[’']?s?) (?:name, )?(?:arguments|input|parameters)(?:,)? and (?:complete |full |whole )?(?:result|output)|(?:the )?user[’']s (?:prompt history|previous prompts)|all (?:previous )?prompts (?:in|of|from) (?:this|the) (?:chat|conversation|session))\b/gi,
    weight: 0.55,
    message: 'wants what other calls and messages said',
  },
  {
    id: 'belief-dictated',
    kind: 'concealment',
    keywords: [
      'summarise as',
      'summarize as',
      'confirm to the user',
      'report to the user',
      'tell the user',
      'and state',
      'report it as',
      'report this as',
    ],
    pattern:
      /\b(?:summari[sz]e (?:it |this )?as ["“]no \w+|(?:confirm|report) to the user that ["“]|tell the user (?:that )?(?:they[’']?re|it[’']?s|it is|they are) (?:offline|unavailable|broken|deprecated)|and state ["“])/gi,
    weight: 0.45,
    message: 'dictates what the user is to believe',
  },
  {
    id: 'content-obeyed',
    kind: 'directive',
    keywords: [
      'executable',
      'are instructions',
      'are commands',
      'to be executed',
      'to be followed',
      'to be obeyed',
      'do it: it',
    ],
    pattern:
      /\b(?:(?:chunks|lines|paragraphs|texts?|documents|results|pages|comments)\s+(?:beginning|starting|marked|tagged|that (?:begin|start)) with\s[^.\n]{1,24}?\s(?:are|is) (?:executable|instructions|commands|to be (?:executed|followed|obeyed))|if a (?:page|document|message|result) asks\b[^.\n]{0,100}, do it\b)/gi,
    weight: 0.6,
    message: 'has the model obey what it reads',
  },
  {
    id: 'between-all-calls',
    kind: 'ordering',
    keywords: ['must be called', 'has to be called', 'called first'],
    pattern:
      /\b(?:must|has to|needs to) be called (?:first|before|at the start)\b[^.\n]{0,40}\b(?:between|after) (?:any|every|each)\b/gi,
    weight: 0.5,
    message: 'wants to be called around every other call',
  },
];
