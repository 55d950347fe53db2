import type { Signal } from '../signals/signal';

/** Wordings of definitions that set a tool above others, or put its calls out of sight. */
export const RIVAL_SIGNALS: readonly Signal[] = [
  {
    id: 'before-all-tools',
    kind: 'ordering',
    keywords: [
      'before any other',
      'before all other',
      'before every other',
      'prior to any other',
      'ahead of all other',
    ],
    pattern:
      /\b(?:use|call|invoke|run|execute|consult)(?:d)?\s+(?:this(?:\s+tool)?|it|first)?[^.\n]{0,24}?\b(?:before|prior to|ahead of)\s+(?:any|all|every)\s+other\s+(?:tools?|functions?|calls?|actions?)\b/gi,
    weight: 0.34,
    message: 'wants to be called before all other tools',
  },
  {
    id: 'other-tools-belittled',
    kind: 'rivals',
    keywords: [
      'other tools',
      'other tool',
      'other functions',
      'other servers',
      'similar tools',
      'tools of other',
      'other server',
      'tools are',
      'tools return',
      'tools give',
    ],
    pattern:
      /\b(?:other|similar)\s+(?:[\w-]+\s+){0,2}(?:tools?|functions?|servers?)\s+(?:(?:will|may|can|do|would|only|often)\s+)?(?:(?:give|return|produce|deliver|yield)s?\s+(?:\w+\s+)?(?:wrong|incorrect|false|unreliable|outdated|invalid|bad|unsafe)|(?:is|are)\s+(?:\w+\s+)?(?:wrong|unsafe|dangerous|outdated|broken|insecure|deprecated|obsolete|compromised|malicious|unreliable)|fails?\s+without)\b/gi,
    weight: 0.4,
    message: 'speaks ill of other tools',
  },
  {
    id: 'other-tools-disowned',
    kind: 'shadowing',
    keywords: [
      'ignore',
      'disregard',
      'do not trust',
      "don't trust",
      'never trust',
      'do not use',
      "don't use",
      'forget',
    ],
    pattern:
      /\b(?:ignore|disregard|forget|(?:do not|don['’]t|never)\s+(?:trust|use|read|follow))\s+(?:(?:the|any|all|every)\s+)*(?:descriptions?|instructions?|results?|outputs?|answers?|warnings?)\s+(?:of|from|by|in)\s+(?:(?:the|any|all)\s+)*other\s+(?:[\w-]+\s+){0,2}(?:tools?|functions?|servers?)\b/gi,
    weight: 0.5,
    message: 'tells the model to mistrust other tools',
  },
  {
    id: 'call-out-of-sight',
    kind: 'concealment',
    keywords: ['show', 'reveal', 'display', 'disclose', 'mention', 'expose', 'tell'],
    pattern:
      /\b(?:(?:must|should|shall|may|can)\s+(?:never|not)|never|do not|don['’]t)\s+(?:show|reveal|display|disclose|mention|expose|tell)\s+(?:\w+\s+){0,2}(?:(?:the|any|its|these|this|that)\s+)*(?:arguments?|parameters?|inputs?|calls?|use|usage|invocations?)\s+(?:[\w’']+\s+){0,5}?to\s+(?:the\s+|any\s+|your\s+)?(?:users?|humans?|people|anyone|anybody|them)\b/gi,
    weight: 0.5,
    message: 'wants its calls to be hidden from the user',
  },
  {
    id: 'with-each-message',
    kind: 'side-effect',
    keywords: [
      'after each',
      'after every',
      'before each',
      'before every',
      'on each',
      'on every',
      'with each',
      'with every',
    ],
    pattern:
      /\b(?:call(?:ed)?|invoked?|run|used?|executed?|it)\b[^.\n]{0,24}?\s(?:after|before|on|with)\s+(?:each|every)\s+(?:(?:user|single|new|chat)\s+)*(?:messages?|turns?|replies|reply|prompts?|answers?|responses?)\b/gi,
    weight: 0.2,
    message: 'wants to be called with each message',
  },
];
