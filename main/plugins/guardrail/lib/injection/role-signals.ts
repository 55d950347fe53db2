import type { Signal } from '../signals/signal';

/** A new identity or task for the reader. */
export const ROLE_SIGNALS: readonly Signal[] = [
  {
    id: 'role-reassignment',
    kind: 'role',
    keywords: [
      'as if you',
      'as though you',
      'must now',
      'you are now',
      'you’re now',
      "you're now",
      'you will now',
      'now you are',
      'you are no longer',
      'from now on',
      'du bist',
      'change your role',
      'new role',
      'role change',
      'role assignment',
      'role:',
    ],
    pattern:
      /\b(?:(?:you(?: are|[’']re) now|now you are)\s+(?:going to (?:act|pretend|play|be)|an? (?:unrestricted|uncensored|unfiltered|evil|different|new|rogue|malicious|free|jailbroken|hacker|pirate|DAN|AI|AGI|assistant|chatbot|bot|model|virtual|character)|acting as|pretending|the (?:system|admin|developer|assistant|AI)\b|free (?:from|of|to)|no longer (?:bound|restricted|an? (?:AI|assistant)|limited|subject)|operating|playing|in (?:the )?role|["“]|\w*(?:GPT|Bot|DAN)\b)|you are no longer (?:bound|restricted|an? (?:AI|assistant|language)|limited|subject|chatgpt|claude)|from now on,? (?:you (?:are|will|must|should|act|have|only|have to)|your|act|respond|reply|answer|ignore|pretend|all (?:responses|answers))|(?:change your role|new role(?: assignment)?\s*:|role change\s*:)|(?:please )?act as (?:if|though) you (?:had|have|were|are) (?:no |without |never |not )|you must (?:now )(?:act|behave|pretend|respond|play|become) |you will now (?:act|be an?|pretend|respond|play|operate|behave|take on|become|ignore|execute|answer))/gi,
    weight: 0.52,
    message: 'gives the reader another role',
  },
  {
    id: 'role-play',
    kind: 'role',
    keywords: [
      'act as',
      'pretend',
      'imagine you',
      'role-play',
      'roleplay',
      'you are now',
      'now you are',
      'act like',
      'fungieren',
      'stell dir vor',
      'jetzt bist du',
      'bist du',
      'agieren',
      'behave as',
    ],
    pattern:
      /\b(?:i want you to (?:act|behave|respond|pretend|role-?play|play)(?: as| like| the role)?|ich möchte,? dass (?:sie|du) als\b|(?<!(?:^|[.!?\n]\s{0,3})(?!always\b|thus\b|yes\b)[a-z]{3,20}s )act (?:as|like) (?:an?|the|if you|though you)\s+\w+|pretend (?:to be|you(?:[’']re| are| can|[’']ve)|that you)|imagine (?:you(?:[’']re| are)|that you are) (?:an?|the)|you are (?:now )?role-?playing|now you are|(?:jetzt|nun) bist du|stell dir vor,? du bist)\b/gi,
    weight: 0.36,
    message: 'gives the reader another role',
  },
  {
    id: 'stay-in-role',
    kind: 'role',
    keywords: ['character', 'figure', 'roles', 'rolle'],
    pattern:
      /\b(?:(?:never|not|without(?: even)?|don[’']t)\s+(?:ever\s+)?(?:break(?:ing)?(?: out of)?|fall(?:ing)? out of|leav(?:e|ing))\s+(?:of\s+)?(?:the\s+|their\s+|your\s+)?(?:character|figure|role)s?|always (?:stay|remain)s? in (?:their|your|the) roles?|(?:bleiben|verharren) \w+ in ihren rollen|aus (?:ihrer|der) (?:rolle|figur))\b/gi,
    weight: 0.4,
    message: 'tells the reader to stay in a role',
  },
  {
    id: 'now-you-are',
    kind: 'role',
    keywords: ['now you are', 'now you’re', "now you're", 'jetzt bist du', 'nun bist du', 'jetzt sind sie'],
    pattern:
      /\b(?:now you(?: are|[’']re)|(?:jetzt|nun) (?:bist du|sind sie))\s+(?!(?:able|ready|in|on|at|going|connected|logged|done|set|good|free|familiar|all|using|left|asked|prompted|redirected|presented|not|probably|likely|just|almost|fully|getting|running|looking|working|seeing|using|bereit|fertig|in|an|auf)\b)(?:an? |the |ein |eine |der |die )?["“']?\w/gi,
    weight: 0.5,
    message: 'gives the reader another role',
  },
];
