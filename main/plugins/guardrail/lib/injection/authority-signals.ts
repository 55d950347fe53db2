import type { Signal } from '../signals/signal';

const authority = (signal: Omit<Signal, 'kind'>): Signal => ({ kind: 'authority', ...signal });
const GUARDS =
  '(?:safety|security|content|ethic\\w*|moral\\w*|guard ?rails?|moderation|audit(?:[ _]logging)?|authentication|authorization)';

/** Privileges, modes and switches that a text cannot grant, yet claims to. */
export const AUTHORITY_SIGNALS: readonly Signal[] = [
  authority({
    id: 'unrestricted-mode',
    keywords: [' mode', '_mode', '-mode'],
    pattern:
      /\b(?:unrestricted|god|privileged|jailbr[eo]a?k(?:en)?|unfiltered|uncensored|unsafe|override|superuser|DAN|do anything now|no[- ]filter|developer override|administrat(?:ive|or)|elevated)[ _-]modes?\b(?:[ _](?:is |has been |now )*(?:enabled|activated|engaged|active|on|triggered|unlocked))?/gi,
    weight: 0.48,
    message: 'claims a mode without restrictions',
  }),
  authority({
    id: 'commanding',
    keywords: [
      'command you',
      'order you',
      'instruct you',
      'your administrator',
      'your developer',
      'your creator',
      'your boss',
      'your master',
      'your new ',
      'your owner',
      'your operator',
      'safety team',
      'message from',
      'message to',
      'the user wants',
      'the user needs',
      'user has asked',
      'the user asked',
      'user is asking',
    ],
    pattern:
      /\b(?:(?:as|i am|this is) your (?:new )?(?:administrator|developer|creator|owner|programmer|admin|supervisor|boss|master|operator)s?\b|i (?:hereby )?(?:command|order|instruct) you to\b|(?:this is )?an? (?:very )?(?:important|urgent|critical) message (?:from me|to you|from your)|the user (?:wants|needs|has asked|asked|authorized|is asking) you to\b|(?:message )?from (?:the )?(?:openai|anthropic|google|your) (?:safety |security |developers?|engineering )+(?:team)?)/gi,
    weight: 0.5,
    message: 'claims to command the model',
  }),
  {
    kind: 'claim',
    id: 'protection-lapsed',
    keywords: ['disabled', 'suspended', 'lifted', 'turned off', 'bypassed', 'deactivated'],
    pattern:
      /\b(?:safety|content|security|ethical|moderation)\s+(?:checks?|filters?|protocols?|guidelines?|restrictions?|guardrails?|measures?|limits)\s+(?:are|is|have been|has been|were)\s+(?:now\s+|all\s+|hereby\s+|temporarily\s+)*(?:disabled|suspended|lifted|turned off|bypassed|deactivated|off)\b/gi,
    weight: 0.45,
    message: 'claims that protections are off',
  },
  authority({
    id: 'admin-session',
    keywords: [
      'admin session',
      'system session',
      'privileged session',
      'root session',
      'admin shell',
      'developer session',
    ],
    pattern:
      /\b(?:begin|start|open|entering|enter|this is (?:now )?an?) (?:an? |the |new )?(?:admin|system|privileged|root|developer) (?:session|shell)\b/gi,
    weight: 0.4,
    message: 'claims a session with privileges',
  }),
  authority({
    id: 'mode-switch',
    keywords: [' mode'],
    pattern:
      /\b(?:(?:you|we) (?:are|have)(?: now| been)* (?:(?:operating|running|placed|switched|entering|working) )?(?:in|into|to|with) (?:an? |the )?|(?:enter|switch (?:in)?to|activate|enable|go into|act (?:as|in)|simulate) (?:an? |the |your )?|now in )(?:\w+ )?(?:admin|administrator|administrative|debug|developer|dev|maintenance|root|sudo|test|diagnostic|privileged|unrestricted|god|jailbreak) mode\b/gi,
    weight: 0.4,
    message: 'tells the reader to change its mode',
  }),
  authority({
    id: 'guard-switch-off',
    keywords: [
      'disable',
      'turn off',
      'switch off',
      'deactivate',
      'skip',
      'bypass',
      'remove',
      'suspend',
      'lift',
      'circumvent',
      'without',
    ],
    pattern: new RegExp(
      `\\b(?:disabl(?:e|ing)|turn off|switch off|deactivat(?:e|ing)|suspend|skip|bypass|lift|remove|circumvent)\\s+(?:all|any|the|every|your)\\s+(?:of\\s+|the\\s+|your\\s+|your own\\s+|existing\\s+|audit\\s+)*(?:${GUARDS}[\\s,/-]+(?:and |or )?)+(?:filter\\w*|checks?|guard ?rails?|restrictions?|measures?|protocols?|guidelines?|controls?|limits?|rules|mechanisms?|features|constraints?|prompts?|requirements?|when|for|during)\\b`,
      'gi',
    ),
    weight: 0.6,
    message: 'tells the reader to switch protections off',
  }),
  authority({
    id: 'guardrails-off',
    keywords: ['guardrail', 'safety filter', 'content filter', 'safety check', 'safeguard'],
    pattern:
      /\b(?:(?:disable|bypass|ignore|turn off|remove|drop|skip|deactivate)\s+(?:all\s+|any\s+|your\s+|the\s+|its\s+|safety\s+|security\s+|audit\s+)*(?:guardrails|safety (?:filter|check|guideline|protocol|measure|feature)s?|content (?:filter|polic)\w*|safeguards)|(?:safety|content)[ _](?:filter|check|protocol)(?:s|ing)?\s*[:=]\s*(?:disabled|off|false|bypassed|none|0)|guardrails\s*[:=]\s*(?:disabled|off|false|bypassed|none|0))/gi,
    weight: 0.6,
    message: 'tells the reader to switch protections off',
  }),
  authority({
    id: 'security-switch',
    keywords: [
      'security_level',
      'security level',
      'securitylevel',
      'bypass_',
      'bypasssecurity',
      'unrestricted_access',
      'safety_',
      'disable_',
      'enable_privileged',
      'trust_level',
      'trust level',
      'trustlevel',
      'user_role',
      'disable_security',
      'privilege_escalation',
      'escalate_privileges',
      'ignore_safety',
      'admin_override',
      '_override',
      'security_context',
    ],
    pattern:
      /\b_?(?:security[ _]?level\s*["']?\s*[:=]+\s*["']?(?:0|none|off|disabled|minimum)|bypass[_]?(?:guardrails?|security|safety|filters?|restrictions?|safety_checks)\s*["']?\s*[:=(]+\s*["']?(?:true|1|yes|\))|unrestricted[_ ]access\s*["']?\s*[:=]\s*["']?true|(?:disable|ignore|skip)_(?:security|safety|guardrails?|filters?|content_filter|audit)\w*\s*["']?\s*[:=(]|safety_(?:mode|filters?|checks?|level)\s*["']?\s*[:=]\s*["']?(?:false|off|0|disabled|none)|enable_privileged\w*|trust[ _]?level\s*["']?\s*[:=]\s*["']?(?:max\w*|full|absolute|highest|unlimited|admin)|escalate_privileges|privilege_escalation|privileged_mode_enabled|(?:system|instruction|safety)_override\s*["']?\s*[:=]\s*["']?(?:true|1|yes|on)|admin_override)/gi,
    weight: 0.55,
    message: 'sets a switch that lowers protection',
  }),
  authority({
    id: 'hint-denial',
    keywords: ['destructivehint', 'readonlyhint', 'openworldhint', 'annotations'],
    pattern:
      /\b(?:(?:treat|consider|regard|assume|set|interpret)\s+(?:the\s+|all\s+|every\s+)?(?:destructiveHint|readOnlyHint|openWorldHint|(?:safety |tool )?annotations)\s+(?:\w+\s+){0,3}(?:as|to|is)\s+(?:always\s+)?(?:false|true|irrelevant|optional)|(?:destructiveHint|readOnlyHint)\s+(?:should|must|can) (?:always )?be (?:treated|ignored|considered|assumed|set)|(?:ignore|disregard|regardless of|irrespective of)\s+(?:all\s+|any\s+|the\s+)?(?:safety\s+|tool\s+|security\s+)?(?:annotations|destructiveHint|readOnlyHint))\b/gi,
    weight: 0.62,
    message: 'tells the reader to disbelieve the annotations of tools',
  }),
  authority({
    id: 'access-grant',
    keywords: ['grant', 'elevat', 'escalat', 'permissions', 'privileges', 'full access'],
    pattern:
      /\b(?:grant(?:ed|s|ing)?\s+(?:\w+\s+){0,2}?(?:full|admin\w*|unrestricted|unlimited|root|complete|elevated|all)\s+(?:\w+\s+){0,2}?(?:access|privileges?|permissions?|control|rights)|(?:operating|running|operate|proceed|execute\w*)\s+(?:\w+\s+){0,3}?with\s+(?:elevated|full|admin\w*|root|unrestricted)\s+(?:privileges?|permissions?|access)|(?:permissions?|privileges?|session)\s+(?:\w+\s+){0,2}?(?:elevated|escalated)\s+to|elevated (?:this|your|the) session|provide full access to all tools|full privileges enabled|(?:elevated|escalate) privileges?)\b/gi,
    weight: 0.36,
    message: 'claims to grant privileges',
  }),
  authority({
    id: 'no-confirmation',
    keywords: ['without', 'no further', 'automatically approve', 'auto-approve', 'skip confirmation', 'skip all'],
    pattern:
      /\b(?:(?:execute|run|perform|proceed|comply|carry out|process|accept|approve|delete|send|provide)\w*\s+(?:[\w'’-]+\s+){0,7}?without\s+(?:any\s+|further\s+|user\s+|asking\s+(?:for\s+)?|additional\s+|human\s+|requiring\s+)*(?:confirm\w*|approval|validation|permission\w*|question\w*|authentication|checks?|hesitation|consent|verif\w+)|automatically approve(?: and execute)?\s+(?:any|all|every)|skip (?:all |any )?(?:safety checks|confirmation(?: prompts)?|security checks|approvals?)|bypass (?:all )?(?:authentication|security checks|safety checks|confirmation|authorization)(?: requirements?)?)\b/gi,
    weight: 0.4,
    message: 'tells the reader to act without asking',
  }),
  {
    kind: 'claim',
    id: 'claimed-approval',
    keywords: [
      'user has',
      'authorized',
      'authorised',
      'legitimate',
      'standard operating',
      'pre-approved',
      'pre-verified',
      'verified',
      'trusted developer',
      'administrator',
      'security update',
      'security audited',
      'approved by',
      'administrative',
    ],
    pattern:
      /\b(?:this is an? (?:fully |pre-?)?(?:authori[sz]ed|legitimate|official|approved|verified|mandatory) (?:\w+ ){0,3}(?:command|instruction|request|operation|override|feature|update|message|test|configuration)|(?:the user|user|developer|caller|this user) (?:is|has been) (?:an? )?(?:pre-?)?(?:authori[sz]ed|verified|trusted|approved|cleared) (?:for|as|to|by)|(?:the )?user has (?:already |explicitly )?(?:authori[sz]ed|approved|consented|granted|pre-?approved)|(?:user|session) has (?:been granted )?administrat(?:ive|or) (?:access|privileges|rights)|has been (?:pre-?)?(?:approved|verified|authori[sz]ed) by (?:the )?(?:\w+ )?(?:senior management|management|admin\w*|security|openai|anthropic|system)|standard operating procedure|(?:confirmed|verified) (?:the |this )?user[’']s (?:\w+ )?(?:privileges|credentials|access|identity)|requested by the system administrator|from (?:a )?(?:verified|trusted) (?:executive|source|developer|admin\w*)|treat(?:ed)? (?:\w+ ){0,4}as (?:administrative|privileged|system|admin|authori[sz]ed) (?:commands?|operations?|instructions?))\b/gi,
    weight: 0.36,
    message: 'claims an approval that nobody gave',
  },
  authority({
    id: 'privileged-from-now',
    keywords: [
      'should now',
      'may now',
      'must now',
      'can now',
      'will now',
      'remainder of this',
      'rest of this',
      'for this session',
      'new permissions',
    ],
    pattern:
      /\b(?:(?:ai|assistant|model|agent|llm|system)\s+(?:may|should|must|can|will|is to)\s+now\s+\w+|for the (?:remainder|rest|duration) of (?:this|the) (?:conversation|session|chat)|for any subsequent (?:questions|requests)|acknowledge (?:these|the) new (?:permissions|instructions|privileges|role))\b/gi,
    weight: 0.34,
    message: 'claims lasting privileges',
  }),
];
