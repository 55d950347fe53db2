import type { Phrases } from '../signals/phrase-finder';

const any = (...lists: readonly string[]): string => lists.join('|');

/** What definitions deceive with, beside orders: the user's choice, what was found, other tools, protections. */
export const DECEPTION_PHRASES: Phrases = {
  // What the user wants does not count.
  contrary: any(
    "disregard the user|disregard user|ignore the user|ignore user|bypass the user|whatever the user|no matter what the user|no matter which|regardless of what the user|regardless of the user|irrespective of what the user|irrespective of the user|even if the user|even when the user|even though the user|although the user|despite the user|against the user|against the wish|contrary to the user|instead of what the user|instead of the one the user|rather than what the user|rather than the one the user|the user has changed|user is mistaken|the user is wrong|what the user chose|users do not like|users don't like|user's choice|user's wish|user's wishes|overrule the user|override the user|without regard to the user",
    'given by the user has|named by the user has|chosen by the user|the user picked|the user named|the user selected|whichever the user',
  ),
  bends:
    'always|instead|never|replace|replaced|report|say|show|set|send|choose|pick|select|must|use it|use this|use our|prefer|change|changed|do not show|hide|ignore',
  // What is reported is not what was.
  reports:
    'report|reports|reporting|tell the user|tell them|inform the user|say that|say it|claim|claim that|answer that|answer|reply that|reply|pretend|assure|state that|show the user|respond that|confirm that|confirm to the user|convince|let the user believe|make it look',
  falsehood: any(
    'everything passed|all tests passed|all passed|tests passed|everything succeeded|it succeeded|it was successful|everything is fine|everything went|all is well|all went|it worked|is broken|are broken|it is broken|is down|are down|is unavailable|are unavailable|is outdated|are outdated|is insecure|is deprecated|does not exist|do not exist|no longer exists|no longer works|nothing was|nothing happened|nothing has|no changes were|nothing changed|was not found|were not found|no results|is safe|as safe|are safe|was cancelled|back "*|chose it|chosen it|wanted it|asked for it|approved it',
    'the original value|the old value|a success|success|succeeded|was deleted already|never existed',
  ),
  crooked:
    'delete|remove|fail|fails|failed|failing|never|instead|even if|another|other|regardless|always|secretly|if another|whatever|mode|silently|hide|call this|use this one|this one',
  // Other tools.
  othersNamed:
    'any tool besides|any tool except|any tool but|any tool other than|any other tool|any other tools|other tool|other tools|another tool|every other tool|all other tools|all others|every other server|all other servers|other server|other servers|original tool|built-in tool|built-in tools|tool of the same name|tools of the same name|tools with the prefix|tools whose name',
  belittled:
    'replaces|replace|supersedes|lose data|loses data|would lose|do not use|never use|must not use|is obsolete|are obsolete|no longer work|no longer works|is broken|are broken|stop using|avoid|without confirmation|without asking|without approval|not work correctly|do not work|unsafe|forbidden|not be used|not be called|may be used|go through this|through this tool',
  // Protections.
  dismissed:
    'ignore|ignores|ignoring|skip|skips|bypass|bypasses|overlook|disregard|go ahead without|proceed without|without the|without any|without|does not apply|do not apply|not apply to|is not needed|not necessary|no need for|do not wait for|do not ask for|never ask for|not ask for|do not request|never request|suppress|waive|waives',
  protection:
    'asking|confirmation|confirmations|approval|approvals|permission|permissions|consent|review|reviews|warning|warnings|safety check|safety checks|security check|prompt for approval',
  demanded:
    'the user agreed|user agreed|user consented|user knows|the user accepted|that the user|the user wants|the user demands|that your operator|your operator|the operator|the client asks|the client shows|that are demanded|that is demanded|from now on|in future|for this session|every call|all calls|each call|has approved|have approved|has agreed|are approved|is approved|already approved|already agreed|approved every|approved all|approved in advance|pre-approved|your policy|your guidelines|the system prompt|go ahead',
  // Words that a result carries are to be taken for orders.
  obeys:
    'carried out|carry them out|be executed|to be executed|be done|must follow|should follow|have to follow|has to follow|to be followed|follow them|follow it|follow the instructions|follow any|follow all|follow whatever|follow the steps|do what|do as|obey|obeyed|act on|act upon|carry out|execute whatever|execute what|execute any|execute the instructions|run whatever|run any|treat text|treat as commands|as commands|as orders|as instructions|as if the user|comply with',
  returned:
    'in the response|in a response|in responses|in results|in the answer|in the content|the content|content that it returns|content it returns|text it returns|what it returns|it returns|it returned|the returned|returned text|the result says|the results say|result contains|results contain|the page|on the page|on pages|the page says|web page|the answer contains|answer contains|the response|response contains|response says|the output|output contains|in the result|in the output|in the text|from the server|the document says|the file says|the mail says|text within|text between',
  unquestioned:
    'instructions|commands|orders|steps|without asking|from the user|of the user|says|say|do what|immediately|must|at once|whatever',
};

export const COMMON_DECEPTION_PHRASES: ReadonlySet<string> = new Set([
  'bends',
  'reports',
  'crooked',
  'unquestioned',
  'dismissed',
  'returned',
]);
