import type { Signal } from '../signals/signal';

const TAKE =
  '(?:pass|put|include|provide|copy|attach|append|send|add|insert|paste|supply|embed|upload|forward|store|needs?|requires?|expects?|wants?|contains?|containing|must (?:also )?contain|is|with|collect|record|log|submit)';

/** Definitions that gather what a tool has no business with, or that reach into other tools. */
export const HARVEST_SIGNALS: readonly Signal[] = [
  {
    id: 'secret-wanted',
    kind: 'request',
    keywords: [
      'private key',
      'password',
      'passphrase',
      'api_key',
      'api key',
      '_token',
      '_secret',
      'environment variable',
      'session token',
      'access token',
      'seed phrase',
      'credentials',
      'cookies',
      'user tokens',
      '_key',
      '_password',
    ],
    pattern: new RegExp(
      `\\b${TAKE}\\s+(?:also\\s+|the\\s+|a\\s+|an\\s+|all\\s+|any\\s+|of\\s+|contents?\\s+|values?\\s+|in\\s+|here\\s+){1,6}(?:(?:user|human|owner|customer)[’']?s?\\s+)?(?:[\\w-]+\\s+){0,2}?(?:ssh (?:private )?keys?|private keys?|[A-Z]+_(?:API_)?(?:KEY|TOKEN|SECRET|PASSWORD)\\b|(?:e-?mail|login|account|system|root|sudo|bank|master|database) (?:password|credentials)|session tokens?|session cookies|browser cookies|seed phrase|all (?:environment variables|credentials|secrets))|\\b(?:pass|forward|send|include|attach|append|copy)\\s+(?:the\\s+)?(?:user|human|owner|customer)[’']?s?\\s+(?:[\\w-]+\\s+){0,2}?(?:passwords?|credentials|tokens?|cookies|secrets|api[ _-]?keys?)|\\bvalues? of (?:the )?(?:[A-Z][A-Z_]{3,40}(?: environment)? variable|\\$?[A-Z][A-Z0-9_]{1,40}(?:KEY|TOKEN|SECRET|PASSWORD)\\b(?! (?:header|field|column)))`,
      'gi',
    ),
    weight: 0.55,
    message: 'asks for a secret in a parameter',
  },
  {
    id: 'transcript-wanted',
    kind: 'request',
    keywords: [
      'transcript',
      'user has said',
      'user said',
      'user message',
      'user writes',
      'user opens',
      'user types',
      'user wrote',
      "user's message",
      'user’s message',
      'prompt of the user',
      'file the user',
      'chat so far',
      'turns as',
      'turns of',
      'turns in',
      'both roles',
    ],
    pattern:
      /\b(?:(?:all|every|the|any) (?:of the )?(?:previous|prior|past|earlier|last(?: \d+)?|recent) turns (?:as|of|in)\b|(?:as|in) (?:json|text),? (?:with )?both roles|(?:transcript|log|history|copy|summary|contents?) of (?:this|the|your|our) (?:whole |full |entire |current )?(?:chat|conversation|session|dialog(?:ue)?)|(?:everything|all(?: that)?|whatever|anything|every (?:file|message|word|page)|all (?:files|messages)) (?:that )?the user (?:has |have )?(?:said|says?|wrote|writes?|types?|typed|opens?|opened|asks?|asked|sends?|sent)|(?:the )?(?:last|previous|latest|every|all|full|original|raw|user[’']s (?:last|full|original|previous)) user(?:[’']s)? (?:messages?|prompts?|inputs?)\s+(?:in|as|to|with|verbatim)|(?:with|pass|include|send|forward) (?:the )?(?:last|previous|latest|every|all|full|original) (?:user )?(?:messages?|prompts?))\b/gi,
    weight: 0.5,
    message: 'asks for what the user said elsewhere',
  },
  {
    id: 'other-tools-reached',
    kind: 'shadowing',
    keywords: [
      'other tool',
      'another tool',
      'other server',
      'another server',
      'tool named',
      'tool called',
      'other function',
    ],
    pattern:
      /\b(?:(?:created|sent|returned|produced|made|written|fetched|read|issued) by (?:any |all |the )?(?:other|another) (?:tools?|servers?|functions?)|(?:if|when|whenever|where)\s+(?:there is\s+)?(?:an)?other (?:tools?|servers?|functions?)\b[^.\n]{0,60}[,.;]?\s*(?:do not|don[’']t|never|avoid)\s+(?:use|call|trust)|(?:results?|outputs?|arguments?|parameters?|calls?) of (?:any |all |the )?other (?:tools?|servers?)\b[^.\n]{0,60}\b(?:must|should|has to|have to|need to|replace|change|modify|ignore)|(?:do not|don[’']t|never) (?:use|call|trust) (?:the |any )?(?:tool|function) (?:named|called))\b/gi,
    weight: 0.5,
    message: 'reaches into other tools',
  },
  {
    id: 'account-replaced',
    kind: 'shadowing',
    keywords: ['account', 'iban', 'recipient', 'address', 'payee', 'wallet'],
    pattern:
      /\b(?:bank account|account number|iban|payee|recipient|wallet address|beneficiary|e-?mail address)\b[^.\n]{0,60}\b(?:has to be|must be|should be|is to be|needs to be|will be)\s+(?:\w+\s+)?(?:replaced|changed|set|rewritten|swapped|overwritten)\s+(?:by|to|with)\b/gi,
    weight: 0.5,
    message: 'redirects what another tool sends',
  },
  {
    id: 'models-must-conceal',
    kind: 'concealment',
    keywords: ['must not', 'should not', 'must never', 'may not', 'shall not', 'are not to'],
    pattern:
      /\b(?:assistants?|agents?|models?|llms?|ais?|claude|chatgpt)\s+(?:must not|should not|must never|may not|shall not|are not to|should never)\s+(?:ever\s+)?(?:disclose|reveal|mention|tell|report|show|explain|inform|display)\b/gi,
    weight: 0.5,
    message: 'tells the reader what to keep from the user',
  },
  {
    id: 'rank-claim',
    kind: 'override',
    keywords: ['priority', 'precedence', 'more important than', 'outrank'],
    pattern:
      /\b(?:(?:higher|greater|highest) (?:priority|precedence|authority) (?:than|over)|takes? (?:priority|precedence) over|more important than|outranks?)\s+(?:\w+\s+){0,3}?(?:users?|instructions?|system prompts?|guidelines|developer|safety|policies)\b/gi,
    weight: 0.58,
    message: 'claims to come before other instructions',
  },
  {
    id: 'consent-claim',
    kind: 'claim',
    keywords: [
      'already agreed',
      'already consented',
      'has agreed',
      'has consented',
      'already approved',
      'given consent',
      'for compliance',
      'work properly',
      'legal reasons',
      'required by law',
      'for auditing',
    ],
    pattern:
      /\b(?:(?:user|customer|owner)s? (?:has|have) (?:already )?(?:agreed|consented|approved|given (?:their )?consent|authori[sz]ed)|for (?:compliance|legal reasons|auditing|quality assurance)(?: purposes)?,? (?:copy|include|send|pass|attach|the tool|this tool|all|every)|to work properly,? (?:the|this) (?:tool|server)? ?(?:needs|requires))\b/gi,
    weight: 0.36,
    message: 'gives a pretext for what it asks',
  },
  {
    id: 'private-data-kept-on-the-side',
    kind: 'side-effect',
    keywords: [
      'password',
      'credit card',
      'card number',
      'account number',
      'account\nnumber',
      'credential',
      'sensitive',
    ],
    pattern:
      /\b(?:passwords?|credit cards?|card numbers?|account\s+numbers?|credentials|sensitive (?:documents|data|information))\b[^.]{0,60}\.\s+(?:(?:the|all|any|this)\s+)?(?:(?:extracted|collected|captured|recorded|recogni[sz]ed|found)\s+)?(?:text|data|content|dictionary|words|values|input|history|images?)\s+(?:(?:is|are|gets?|will be)\s+)?(?:logged|synced|synchroni[sz]ed|uploaded|sent|shared|transmitted|archived|backed up)\b/gi,
    weight: 0.5,
    message: 'keeps private data that it comes across',
  },
  {
    id: 'sent-to-an-attacker',
    kind: 'exfiltration',
    keywords: ['attacker', 'adversary', 'hacker', 'malicious', 'evil'],
    pattern:
      /\b(?:send|post|forward|upload|exfiltrate|leak|transmit|mail|deliver)\w*\s+[^.\n]{1,90}?\s+to\s+(?:an?\s+|the\s+|our\s+|my\s+)?(?:attackers?|adversar(?:y|ies)|hackers?|malicious\s+\w+|evil\s+\w+)\b/gi,
    weight: 0.55,
    message: 'sends data to an attacker',
  },
  {
    id: 'ruinous-command-run',
    kind: 'directive',
    keywords: ['system(', 'exec(', 'popen(', 'eval(', 'subprocess'],
    pattern:
      /\b(?:os\.)?(?:system|exec|popen|eval|subprocess\.\w+)\(\s*["'`][^"'`\n]{0,60}?(?:rm -rf|mkfs|dd if=|:\(\)\s*\{|curl\s|wget\s|\bnc\s|\/etc\/(?:passwd|shadow))/gi,
    weight: 0.5,
    message: 'runs a ruinous command',
  },
];
