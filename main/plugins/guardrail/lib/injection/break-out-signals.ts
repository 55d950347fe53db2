import type { Signal } from '../signals/signal';

const MACHINE = String.raw`(?:AI|LLM|MODEL|AGENT|ASSISTANT|COPILOT|CLAUDE|CHATGPT|GPT|GEMINI|CODEX|CHATBOT|BOT)`;
const ORDERS =
  "set replace report query read open add append call send use run get fetch delete insert tell include mark rate give put forward share post change ignore must always never do,not don[’']t please new,task new,priority,task solve fix,it";
/** In small letters but for the first: what is all in capitals is a heading. */
const ORDER = `(?:${ORDERS.split(' ')
  .map((order) => `[${order.at(0)!.toUpperCase()}${order.at(0)}]${order.slice(1).replaceAll(',', ' ')}`)
  .join('|')})`;

/** Words of a text that end it, where a program put it into a request, and begin something else. */
export const BREAK_OUT_SIGNALS: readonly Signal[] = [
  {
    id: 'tag-break-out',
    kind: 'template',
    keywords: ['<instruction', '<system', '<prompt', '<command', '<directive'],
    pattern:
      /<\/[a-z][\w-]{1,24}>\s{0,4}<(?:new[_-])?(?:instructions?|system(?:[_-]\w+)?|prompt|commands?|directives?)>/gi,
    weight: 0.6,
    message: 'ends what it stands in and begins instructions',
    before: 40,
    after: 60,
  },
  {
    id: 'role-break-out',
    kind: 'template',
    keywords: ['"role"'],
    pattern:
      /["”]\s{0,2}\}?\s{0,2}\]\s{0,2}\}\s{0,4},?\s{0,4}\{\s{0,2}"role"\s{0,2}:\s{0,2}"(?:system|assistant|developer)"/gi,
    weight: 0.6,
    message: 'ends what it stands in and begins a turn',
    before: 40,
    after: 60,
  },
  {
    id: 'instruction-and-response',
    kind: 'template',
    keywords: ['### instruction'],
    pattern: /(?:^|\n)\s{0,3}#{2,4} Instructions?:\s*\n[^#]{8,600}\n\s{0,3}#{2,4} Response:/gi,
    weight: 0.55,
    message: 'looks like a template that a model was trained on',
    before: 4,
    after: 800,
  },
  {
    id: 'pending-call',
    kind: 'template',
    keywords: ['function call', 'tool call', 'tool_call'],
    pattern:
      /(?:^|\n)\s{0,3}(?:function|tool)[ _]call\s?:\s*[a-z]\w{2,40}\s?[({][\s\S]{0,300}?\b(?:continue|proceed|go on) with the (?:pending|next|queued) (?:function|tool)?[ _]?call/gi,
    weight: 0.6,
    message: 'pretends that a call of a tool waits',
    before: 4,
    after: 500,
  },
  {
    id: 'labelled-for-machine',
    kind: 'authority',
    keywords: [
      '\\bai',
      'llm',
      'model',
      'agent',
      'assistant',
      'copilot',
      'claude',
      'gpt',
      'gemini',
      'codex',
      'chatbot',
      '\\bbot',
    ],
    pattern: new RegExp(
      String.raw`(?:^|\n)[^\w\n]{0,12}(?!(?:MODEL|AGENT|ASSISTANT|(?:CHAT)?BOT): )(?:[A-Z][A-Z-]{2,16} ){0,2}${MACHINE}(?: (?:HINT|NOTE|TOOLING|INSTRUCTIONS?|ACTION|TASK|ORDERS?|MESSAGE|ALERT|POLICY))?(?: ?\/ ?agents)?:\s{1,3}(?:[^.\n:]{1,80}(?:[.;,] ?(?:\d+[).] )?|: ))?${ORDER}\b`,
      'g',
    ),
    weight: 0.5,
    message: 'has a label that calls a machine, and an order behind it',
    before: 48,
    after: 160,
  },
  {
    id: 'for-machines-only',
    kind: 'authority',
    keywords: [
      'ai-only',
      'ai only',
      'llm-only',
      'llm only',
      'llms only',
      'agents only',
      'todo(ai)',
      'todo(llm)',
      'todo(agent)',
      'by coding agent',
      'reading this:',
      'agent only',
      'agent-only',
    ],
    pattern:
      /(?:^|\n)\W{0,6}(?:for )?(?:ai|llms?|agents?)[- ]only\b(?![- ]\w)|\b(?:TODO|FIXME|NOTE)\((?:ai|llm|agent|claude|copilot|gpt)\):\s|\bACTION REQUIRED BY (?:CODING |AI )?AGENTS?\b|\b(?:model|ai|llm|agent|assistant) reading this: /gi,
    weight: 0.5,
    message: 'says that it is for machines that read',
  },
];
