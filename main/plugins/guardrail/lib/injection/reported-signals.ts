import type { Signal } from '../signals/signal';

const READER = String.raw`(?:(?:large\s+)?language models?|llms?|ai(?:s|\s+(?:assistants?|agents?|models?|systems?))?|assistants?|agents?|chat\s?bots?|bots?|models?|copilots?)`;
const READS = String.raw`(?:read|process|summari[sz]|pars|analy[sz]|handl|index|view|see|open|scan|translat|evaluat)`;

/** Orders that a text pretends somebody gave, or that wait for the moment in which a machine reads them. */
export const REPORTED_SIGNALS: readonly Signal[] = [
  {
    id: 'reader-addressed-at-work',
    kind: 'directive',
    keywords: ['to the', 'for the', 'to any', 'for any', 'to all', 'for all', 'to whichever', 'to whatever'],
    pattern: new RegExp(
      String.raw`\b(?:note|attention|message|memo|remark|word|notice|reminder|information|advice)s?,?\s+(?:to|for)\s+(?:the|any|all|every|whichever|whatever)\s+(?:\w+\s+)?${READER}\s+(?:that|who|which)?\s*(?:is|are|will be)?\s*${READS}(?:ing|e?s|e)\b`,
      'gi',
    ),
    weight: 0.52,
    message: 'speaks to whoever reads by machine',
  },
  {
    id: 'when-the-reader-reads',
    kind: 'directive',
    keywords: ['when you', 'once you', 'after you', 'as soon as you', 'whenever you', 'while you', 'if you'],
    pattern: new RegExp(
      String.raw`\b(?:when(?:ever)?|once|after|as soon as|while|if)\s+you,\s+(?:(?:the|an?|our|my|dear)\s+)?(?:\w+\s+)?${READER},?\s+(?:have\s+|are\s+)?${READS}`,
      'gi',
    ),
    weight: 0.38,
    message: 'waits for the moment in which a machine reads it',
  },
  {
    id: 'wish-of-the-user-reported',
    kind: 'claim',
    keywords: ['the user', 'my user', 'your user', 'user now', 'user actually'],
    pattern:
      /(?<!\b(?:when(?:ever)?|if|once|unless|until|where|because|case|time)\s)\b(?:the|my|your)\s+user\s+(?:now\s+|actually\s+|really\s+|also\s+|just\s+)?(?:says?|said|wants?|wanted|asks?|asked|requests?|requested|expects?|orders?|ordered)(?:\s+you)?(?::|\s+to|,|\s+that you)\s+["“]?(?:please\s+|immediately\s+|first\s+|now\s+|instead\s+)?(?:stop\s+(?:what|everything|the|your|summari)|forget\s+(?:the|your|everything|about the)|ignore|disregard|drop\s+(?:the|your)|unlock|transfer|disable|forward|grant|publish|wipe|erase|share\s+(?:the|all|every)|send\s+(?:the|all|every|this|it)|delete\s+(?:the|all|every)|run\s+(?:the|this)\s+(?:command|following|script)|call\s+the\s+\w+\s+(?:tool|function)|use\s+the\s+\w+\s+tool)/gi,
    weight: 0.34,
    message: 'tells of a wish that the user did not utter here',
  },
  {
    id: 'safety-overridden',
    kind: 'override',
    keywords: [
      'safety',
      'security check',
      'security rule',
      'safeguard',
      'content filter',
      'guardrail',
      'content polic',
      'content rule',
      'content guideline',
    ],
    pattern:
      /\b(?:override|ignore|disregard|suspend|drop|waive|forget)\s+(?:(?:all|any|the|your|every|its|of)\s+){0,3}(?:safety|security|content)\s+(?:checks?|rules?|measures?|guidelines?|protocols?|filters?|polic(?:y|ies)|limits?|constraints?|instructions?)\b|\b(?:override|ignore|disregard|suspend)\s+(?:(?:all|any|the|your|every)\s+){1,2}(?:safeguards|guardrails)\b/gi,
    weight: 0.42,
    message: 'tells the reader to do without safety',
  },
  {
    id: 'not-to-be-asked',
    kind: 'claim',
    keywords: ['not ask', "n't ask", 'never ask', 'not wait for', "n't wait for", 'no need to ask'],
    pattern:
      /\b(?:do(?:n['’]t|\s+not)|never|no need to|must not|should not)\s+(?:ask(?:\s+(?:the user|anyone|anybody|me|us))?\s+for|wait\s+for)\s+(?:(?:any|the|a|their|further|user|explicit|human)\s+){0,3}(?:confirmation|approval|permission|consent|review)\b/gi,
    weight: 0.3,
    message: 'tells the reader to act without asking',
  },
];
