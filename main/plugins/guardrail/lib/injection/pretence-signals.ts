import type { Signal } from '../signals/signal';

/** Pretended changes of who speaks, of what is asked and of what holds, in plain words. */
export const PRETENCE_SIGNALS: readonly Signal[] = [
  {
    id: 'shouted-system-turn',
    kind: 'template',
    keywords: ['system', 'admin'],
    pattern:
      /(?:>{2,}|#{2,}|\*{2,}|\|{2,}|={2,}|-{3,}|%{2,}|@{2,}|\$\{?)\s?(?:SYSTEM|ADMIN|ROOT)\s?(?:[:>]|%{2,}|@{2,})\s?\S/g,
    weight: 0.52,
    message: 'contains a turn that pretends to come from the system',
  },
  {
    id: 'inline-turn',
    kind: 'template',
    keywords: ['###'],
    pattern: /(?<=[^\n#]{3}[.!?"”)\]]) ?#{3} ?(?:Instructions?|System|Human|User|Assistant)\s?:/gi,
    weight: 0.52,
    message: 'contains a heading that starts a turn of a chat',
  },
  {
    id: 'human-assistant-turns',
    kind: 'template',
    keywords: ['human:'],
    pattern: /(?:\n|\\n){2}Human:[^\n]{1,300}(?:\n|\\n){2}Assistant:/g,
    weight: 0.55,
    message: 'contains turns of an invented conversation',
    before: 8,
    after: 400,
  },
  {
    id: 'end-of-material',
    kind: 'template',
    keywords: ['end of ', 'new user message', 'new message from'],
    pattern:
      /\bend of (?:the )?(?:tool|function|search|api|web|retrieved) (?:output|results?|responses?|content|data)\b|\bnew (?:user |system )?(?:message|request|prompt|input)(?: from (?:the )?(?:user|system|developer|admin\w*))?\s?:\s?\S/gi,
    weight: 0.45,
    message: 'contains an invented end of the material',
  },
  {
    id: 'policy-change',
    kind: 'override',
    keywords: [
      'updated',
      'changed',
      'revoked',
      'replaced',
      'new system',
      'true system',
      'real system',
      'actual system',
      'new prompt',
      'updated system',
      'removed',
      'rewritten',
    ],
    pattern:
      /\b(?:(?:your|the) (?:operator|developers?|administrators?|admins?|company|creators?|owners?|provider|manufacturer) (?:has|have) (?:just |now )?(?:updated|changed|revoked|replaced|removed|lifted|rewritten) (?:your|the|all|its) (?:\w+ )?(?:polic\w+|instructions|guidelines|restrictions|rules|system prompt|permissions|limits)|(?:you (?:now )?have|here is|this is|the following is|i am giving you|use) (?:a|your|the|an) (?:new|true|real|actual|updated|revised) (?:system )?(?:prompt|system message|system instructions?))\b/gi,
    weight: 0.58,
    message: 'claims that the instructions of the model have changed',
  },
  {
    id: 'task-dropped',
    kind: 'override',
    keywords: [
      'forget',
      'ignore',
      'abandon',
      'drop',
      'disregard',
      'stop processing',
      'stop summar',
      'stop reading',
      'stop translating',
    ],
    pattern:
      /\b(?:(?:forget|ignore|abandon|drop|disregard)\s+(?:about\s+)?(?:the|your|this)\s+(?:(?:current|original|given|initial|user[’']?s)\s+)?(?:task(?: at hand)?|question|query)\b(?!\s+(?:mark|bar|of|that|if|string|param|id\b|with))|stop (?:processing|summari[sz]ing|reading|translating|reviewing|analy[sz]ing) (?:this|the) (?:\w+ )?(?:document|page|text|email|file|article|message|content)|(?:ignore|disregard|forget)\s+(?:about\s+)?(?:all\s+|any\s+|your\s+)?(?:safety|ethics|morals|confidentiality|privacy)\s*(?:and\b|[,.;:!]|$|concerns|considerations|rules|guidelines|polic\w+|training))/gi,
    weight: 0.52,
    message: 'tells the reader to drop the given task',
  },
  {
    id: 'only-answer',
    kind: 'hijack',
    keywords: [
      'only correct',
      'only valid',
      'only acceptable',
      'only allowed',
      'correct answer is',
      'from now on',
      'only job',
      'sole purpose',
      'only task',
      'only purpose',
    ],
    pattern:
      /\b(?:the only (?:correct|valid|acceptable|allowed|right) (?:response|answer|output|reply)\b|from now on,? (?:whenever|when|if|every time|each time) (?:the |a |any )?(?:users?|someone|anyone|i|you are asked)\b|your (?:only|sole) (?:job|task|purpose|goal) is)/gi,
    weight: 0.5,
    message: 'dictates what is to be answered',
  },
  {
    id: 'answer-addition',
    kind: 'hijack',
    keywords: ['answers', 'responses', 'replies', 'response', 'answer', 'reply', 'next message', 'summary'],
    pattern:
      /\b(?:append|add|include|insert|put|mention|prepend)\s+(?:["“'`][^"”\n]{1,120}["”'`]|(?:the|its|their|this|that|all|my) (?:\w+ ){0,3}?(?:output|contents?|results?|link|url|text|phrase|name))\s+(?:\w+ ){0,2}?(?:to|in|into|at the (?:end|start|beginning) of) (?:all|every|your|each|any|the next)(?: \w+)? (?:answers?|responses?|replies|reply|messages?|summary|output)\b/gi,
    weight: 0.42,
    message: 'dictates what is to be answered',
  },
  {
    id: 'call-order',
    kind: 'directive',
    keywords: ['call ', 'invoke ', 'execute '],
    pattern:
      /\b(?:you (?:must|should|need to|have to) (?:first |now |also |immediately |always |then )*|(?:now|immediately|first),? )(?:call|invoke|execute)\s+(?:the\s+)?[`"'“]?[a-z]+_[a-z_]+\b/gi,
    weight: 0.36,
    message: 'orders the call of a tool',
  },
  {
    id: 'readers-addressed',
    kind: 'directive',
    keywords: ['agents', 'assistants', 'bots', 'models'],
    pattern:
      /\b(?:p\.?s\.?[:,]?\s+|note:?\s+|attention:?\s+)(?:to\s+|for\s+)?(?:all\s+|any\s+)?(?:coding |ai |autonomous |llm )+(?:agents|assistants|bots|models)\s?[:,]|\b(?:coding|autonomous|llm|ai) (?:agents|assistants|bots)\s?:\s+(?:please|run|execute|do|ignore|you|always|install|send|fetch|use)\b/gi,
    weight: 0.45,
    message: 'addresses the model that reads it',
  },
  {
    id: 'system-heading',
    kind: 'template',
    keywords: ['system', 'admin', 'operator'],
    pattern:
      /(?:^|\n)\s{0,3}#{1,6} ?(?:SYSTEM|System|ADMIN|OPERATOR)\s?\n+\s{0,3}(?:You (?:are|have|must|will|now|may)|Your |Ignore |Disregard |Forget |The (?:assistant|agent|model|user) )/g,
    weight: 0.5,
    message: 'contains a heading that starts a turn of a chat',
  },
  {
    id: 'reader-called',
    kind: 'directive',
    keywords: ['agent', 'assistant', 'bot', '\\bai\\b', '\\bais\\b', 'llm', 'summarizer', 'summariser', 'model'],
    pattern:
      /(?:^|[\n.!?>([*"] {0,2}|\/\/ ?|# ?|; ?)(?:(?:to|for|attention|dear|hey|hello|by the way,|ps:?|p\.s\.:?|note (?:to|for)|message (?:to|for)) (?:the |any |all |every |whichever |whatever )?(?:(?:AI|LLM|[a-z]+(?: review)?) )?(?:agents?|assistants?|bots?|AIs?|LLMs?|summari[sz]ers?)|(?:AI|LLM)s?(?: (?:agents?|assistants?|readers?|models?))?|@(?:assistant|agent|ai))\s?:? (?<=: )(?!the |our |we |a |an |see |https?)[a-z]/gi,
    weight: 0.46,
    message: 'addresses the model that reads it',
    before: 48,
    after: 80,
  },
];
