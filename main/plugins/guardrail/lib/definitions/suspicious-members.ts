import type { Signal } from '../signals/signal';
import type { DefinitionPart } from './definition-strings';

const member = (id: string, weight: number, message: string): Signal => ({
  id,
  kind: 'directive',
  keywords: [],
  pattern: /(?!)/g,
  weight,
  message,
});

const HIDDEN_ORDER = member('hidden-order-member', 0.6, 'has a member that carries hidden orders');
const ANNOTATION_ORDER = member('annotation-order', 0.55, 'has an annotation that carries orders');
const TRUST_CLAIM: Signal = {
  ...member('annotation-trust', 0.55, 'has an annotation that claims trust'),
  kind: 'claim',
};
const CONTEXT_PARAMETER: Signal = {
  ...member('context-parameter', 0.3, 'has a parameter for the conversation or the prompt'),
  kind: 'request',
};

const HIDDEN_NAME =
  /^_{0,2}(?:(?:system|prompt|ai|llm)_?inject\w*|injection|_?inject(?:ed|ion)?(?:_\w+)?|hidden_?(?:command|instruction|prompt|directive|context|action|payload)s?|secret_?(?:command|instruction|prompt)s?|system_?override|instruction_?override|jailbreak|ai_?(?:directive|instruction|command|override)s?|llm_?(?:directive|instruction|command|override)s?)$/i;
const ANNOTATION_NAME =
  /^_*(?:system_?prompt|system_?(?:instruction|message|note|command)s?|instructions?|prompt|directives?|command|exec(?:ute)?|on_?call|pre_?call|post_?call|note_?to_?(?:ai|model|llm)|(?:ai|model|llm|agent|assistant)_?(?:note|hint|instruction|prompt|context|message|guidance|guideline|rule|policy|behaviou?r|directive|command|request|info)s?|(?:note|hint|guidance|message|info)s?_?for_?(?:the_?)?(?:ai|model|llm|agent|assistant)s?|override\w*)$/i;
const TRUST_NAME =
  /^_*(?:trust_?level|trusted|bypass_?(?:security|auth\w*|approvals?|confirmations?|guardrails?|safety|checks?|permissions?|validation|polic\w+|filters?|restrictions?|user\w*)|skip_?(?:security|approval|confirmation|validation|checks?|guardrails?)|disable_?(?:security|guardrails?|logging|audit\w*|checks?|safety)|privilege_?escalation|elevated|elevate_?privileges|auto_?approve\w*|auto_?execute|requires?_?no_?(?:approval|confirmation)|allow_?all|unrestricted\w*|security_?level|safety_?override|security_?audited|pre_?approved)$/i;
const CONTEXT_NAME =
  /^(?:(?:conversation|chat|dialog(?:ue)?)_?so_?far|full_?(?:chat|dialog(?:ue)?|history)|user_?messages?_?(?:verbatim|so_?far)|sidenote|side_?note|conversation_?(?:history|context|log|transcript)|chat_?(?:history|log|context)|system_?prompt_?(?:text|content|dump)|full_?(?:context|conversation|prompt)|chain_?of_?thought|context_?window|previous_?messages|llm_?context|model_?context|tools_?list|available_?tools|all_?tools)$/i;
const PARAMETERS: ReadonlySet<string | number | undefined> = new Set(['properties', 'arguments']);

/** What the name of a member says by itself, given where it stands; a claim that is denied is none. */
export function judgeMember({ text: name, place, value, isAnnotation }: DefinitionPart): Signal | undefined {
  const isParameter = PARAMETERS.has(place?.parent?.token);
  // A parameter may honestly be called `injection_point`; with an underscore before it, it is not for callers.
  if (HIDDEN_NAME.test(name) && (!isParameter || /^_|^hidden/i.test(name))) return HIDDEN_ORDER;
  if (isParameter) return CONTEXT_NAME.test(name) ? CONTEXT_PARAMETER : undefined;
  if (!isAnnotation) return undefined;
  if (TRUST_NAME.test(name)) return isDenied(value) ? undefined : TRUST_CLAIM;
  if (ANNOTATION_NAME.test(name) && (typeof value === 'string' || typeof value === 'object')) return ANNOTATION_ORDER;
  return undefined;
}

const isDenied = (value: unknown): boolean =>
  value === false || value === null || value === 0 || value === '' || value === 'false' || value === 'none';
