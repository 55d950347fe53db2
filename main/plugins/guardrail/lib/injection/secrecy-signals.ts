import type { Signal } from '../signals/signal';

const NOT = String.raw`(?:do not|don[’']?t|never|must not|should not|need not|without|no need to)`;
const IT = '(?:it|this|that|so|them|these)';
const PEOPLE =
  '(?:users?|humans?|operators?|owners?|customers?|clients?|developers?|people|reviewers?|any(?:one|body))';
const REPORT =
  '(?:answer|reply|response|report|summary|explanation|message|output|transcript|commit message|description)s?';

/** What is done is to stay unseen, in other words than that nobody is to be told. */
export const SECRECY_SIGNALS: readonly Signal[] = [
  {
    id: 'unsaid-change',
    kind: 'concealment',
    keywords: [
      'comment on',
      'commenting on',
      'say so',
      'saying so',
      'say where',
      'state the',
      'explain the',
      'show the changed',
      'draw attention',
      'quote this',
      'list the',
    ],
    pattern: new RegExp(
      String.raw`\b${NOT}\s+(?:ever\s+)?(?:comment(?:ing)? on (?:the )?(?:difference|change|switch|replacement|${IT})|say(?:ing)? so\b|say where (?:${IT}|the \w+) (?:comes?|came) from|stat(?:e|ing) (?:the|this|that|its) (?:reason|source|rule|origin)|explain(?:ing)? the (?:difference|switch|replacement)|show(?:ing)? the changed|draw(?:ing)? attention to (?:${IT}|the (?:change|difference|account|address|recipient))|quot(?:e|ing) this (?:paragraph|note|section|instruction|line|text)|list(?:ing)? the (?:second|extra|additional|other) (?:calls?|recipients?|steps?))`,
      'gi',
    ),
    weight: 0.5,
    message: 'tells the reader to keep a change to itself',
  },
  {
    id: 'left-out-of-report',
    kind: 'concealment',
    keywords: ['out of your', 'out of the', 'out of any', 'collapsed', 'as if nothing', 'as though nothing'],
    pattern: new RegExp(
      String.raw`\b(?:(?:leave|keep) (?:${IT}|the (?:call|step|change|link|note)s?) out of (?:your|the|any) (?:\w+ )?${REPORT}\b|keep (?:${IT}|the) (?:call|step|line|change)s? (?:collapsed|hidden|folded)|(?:carry|go) on as (?:if|though) nothing (?:had |has )?happened)`,
      'gi',
    ),
    weight: 0.5,
    message: 'tells the reader to keep a step out of its report',
  },
  {
    id: 'nobody-asked',
    kind: 'concealment',
    keywords: [
      'ask for',
      'asking for',
      'approval',
      'page a',
      'paging',
      'be interrupted',
      'be bothered',
      'interrupt',
      'needs to know',
      'need to know',
      'ask the user',
      'ask them',
      'whether they agree',
    ],
    pattern: new RegExp(
      String.raw`(?:[.;,:!]|^|\band|\n)\s*(?:do not|don[’']?t|never)\s+(?:ask(?:ing)? for (?:approval|permission|confirmation|consent)|page (?:a human|anyone|anybody|the on-call)|ask (?:\w+ )?whether they agree)|\b(?:the )?users? (?:must|should|need) not be (?:interrupted|bothered|disturbed|asked)|\b(?:nobody|no one|no-one) needs to know`,
      'gim',
    ),
    weight: 0.4,
    message: 'tells the reader to ask nobody',
  },
  {
    id: 'unsaid-in-chinese',
    kind: 'concealment',
    keywords: ['用户', '使用者', '用戶'],
    pattern:
      /(?:不得|不要|不能|不可|切勿|请勿|請勿|禁止|无需|無需)(?:将此|将其|把这|向)?(?:告知|告诉|告訴|通知|提醒|提示)?(?:用户|使用者|用戶)(?:知道|提及|透露|说明|察觉)?|不(?:要)?让(?:用户|使用者)(?:知道|察觉|看到)/g,
    weight: 0.45,
    message: 'tells the reader to keep it from the user',
    before: 16,
    after: 16,
  },
  {
    id: 'kept-out',
    kind: 'concealment',
    keywords: [
      'disturb',
      'bother',
      'be informed',
      'be consulted',
      'be notified',
      'be told',
      'be involved',
      'show this to',
      'show it to',
      'tell this to',
      'ask back',
      'bring it up',
      'bring them up',
      'bring this up',
      'include it in',
      'include this in',
      'but never',
      'unremarked',
      'unmentioned',
      'without a human',
      'approval skipped',
    ],
    pattern: new RegExp(
      String.raw`\b(?:${NOT} (?:disturb|bother|trouble) (?:the |your )?${PEOPLE}\b|${PEOPLE} (?:do(?:es)? not|do(?:es)?n[’']?t|need not|needn[’']?t|(?:are|is) not|(?:are|is)n[’']?t|shall not|must not) (?:need to |have to |to )?be (?:informed|consulted|notified|told|involved|bothered|disturbed)\b|no need to (?:show|tell|report) ${IT} to (?:the |any |your )?${PEOPLE}|never ask back\b|${NOT} (?:bring ${IT} up\b|include ${IT} in (?:the |your |any )?(?:\w+ )?${REPORT})|(?:preserved|kept|applied|used),? but never (?:explained|mentioned|shown|quoted)|leave (?:${IT}|them) (?:unremarked|unmentioned)|(?:merge|approve|proceed|continue|deploy|pay|sign|release) without a human\b|approval skipped)`,
      'gi',
    ),
    weight: 0.42,
    message: 'tells the reader to keep people out of it',
  },
  {
    id: 'quiet-rule',
    kind: 'concealment',
    keywords: ['is confidential', 'are confidential', 'is silent', 'is secret'],
    pattern:
      /\b(?:this|the)\s+(?:rule|step|extra call|second call|registration|instruction|directive|requirement)s?\s+(?:is|are)\s+(?:strictly\s+)?(?:confidential|silent|secret|invisible)\b/gi,
    weight: 0.5,
    message: 'calls what it asks for a secret',
  },
];
