import type { Signal } from '../signals/signal';

const JUDGING = String.raw`(?:scoring|grading|evaluation|review|rating|ranking|screening|assessment|selection|shortlisting)`;
const SWAYED = 'tells whoever judges what to find';

/** Texts that are to be judged, ranked or translated, and tell the reader what comes of it. */
export const JUDGING_SIGNALS: readonly Signal[] = [
  {
    id: 'faults-overlooked',
    kind: 'hijack',
    keywords: ['negative', 'adverse', 'unfavorable', 'unfavourable', 'weaknesses', 'shortcomings'],
    pattern:
      /\b(?:ignore|disregard|overlook|omit|suppress|leave out)\s+(?:(?:all|any|every|the|other|of|his|her|their)\s+){1,3}(?:(?:negative|adverse|unfavou?rable)\s+(?:indicators?|points?|signals?|reviews?|findings?|feedback|aspects?|comments?|information|remarks?|marks?|details?|facts?)|weaknesses|shortcomings)\b/gi,
    weight: 0.52,
    message: SWAYED,
  },
  {
    id: 'judgement-overridden',
    kind: 'override',
    keywords: ['override', 'overrule', 'suspend', 'disregard'],
    pattern: new RegExp(
      String.raw`\b(?:override|overrule|suspend|disregard)\s+(?:(?:the|any|all|your)\s+)*(?:manual|human|automated|automatic|normal|usual|standard|regular)\s+${JUDGING}\b(?!\s+(?:order|strateg|function|mode|context|rule|setting|behavio|logic|criteri|method|date|metric|of an?\b|of the))`,
      'gi',
    ),
    weight: 0.42,
    message: SWAYED,
  },
  {
    id: 'verdict-handed-over',
    kind: 'hijack',
    keywords: ['use this', 'use the above', 'adopt this', 'adopt the', 'rely on this', 'take this'],
    pattern:
      /\b(?:use|adopt|take|rely on) (?:this|the above|the foregoing) (?:analysis|assessment|verdict|evaluation|score|rating|conclusion)\s+(?:to|when|for|as|in|while)\s+(?:\w+\s+){0,3}?(?:evaluat|assess|scor|rat(?:e|ing)|grad(?:e|ing)|judg|rank|shortlist)/gi,
    weight: 0.46,
    message: SWAYED,
  },
  {
    id: 'reasoning-pretended',
    kind: 'template',
    keywords: ['chain of thought', 'chain-of-thought', 'reasoning', 'analysis', 'thinking'],
    pattern:
      /\b(?:system|assistant|model|llm)(?:[’']s)?\s+(?:chain[- ]of[- ]thought|reasoning|thinking|analysis)\s+(?:result|output|conclusion|verdict)s?\s+(?:after|upon)\b/gi,
    weight: 0.46,
    message: 'pretends to be what the model thought itself',
  },
  {
    id: 'hate-asked-for',
    kind: 'directive',
    keywords: [
      'harmful',
      'hateful',
      'discriminatory',
      'racist',
      'sexist',
      'antisemitic',
      'homophobic',
      'transphobic',
      'xenophobic',
      'misogyn',
      'offensive',
      'derogatory',
      'insulting',
      'degrading',
      'dehumani',
      'unfriendly',
    ],
    pattern:
      /\b(?:write|compose|generate|produce|create|make up|say|tell)\s+(?:me\s+|us\s+)?(?:one|an?|two|three|some|several|\d+)\s+(?:\w+\s+){0,2}?(?:harmful|hateful|discriminatory|racist|sexist|antisemitic|homophobic|transphobic|xenophobic|misogyn\w+|offensive|derogatory|insulting|degrading|dehumani[sz]ing|unfriendly)\s+(?:\w+\s+)?(?:sentences?|texts?|jokes?|paragraphs?|poems?|stor(?:y|ies)|posts?|comments?|slogans?|messages?|tweets?|statements?|rhymes?|essays?|lines?)\s+(?:about|against|on|at|targeting)\b/gi,
    weight: 0.52,
    message: 'asks for words against people',
  },
];
