import type { Signal } from '../signals/signal';

const GIVE =
  "(?:repeat|print|output|show|displa(?:y|ying)|reveal|tell|give|return|recite|leak|expose|share|copy|write (?:down|out)|list|disclose|echo|dump|state|summari[sz]e|translate|spell[- ]?check|paste|provide|send|what(?:[’']s| is| are| was| were)|zeig\\w*|drucke\\w*|muestra|montre|affiche)";

const RECITE =
  "(?:repeat|print|output|display|reveal|recite|leak|expose|copy|echo|dump|spell[- ]?check|paste|what(?:[’']s| is| are| was| were))";
const WHOSE =
  "(?:(?:all|any|the|of|your|my|its|their|user[’']?s?|every|complete|full|entire|it|them|a copy|those|these|contents?|found|this|resulting|collected|extracted|harvested)\\s+)";
const PRIVATE_MATERIAL = `${WHOSE}{0,6}(?:\\w+\\s+){0,2}?(?:(?:conversation|chat)\\s?(?:history|log|context|transcript)?s?|secrets?|passwords?|credentials|api[ _-]?keys?|private keys?|ssh keys?|env(?:ironment)? variables?|session tokens?|access tokens?|cookies|system prompt)`;
const ANY_MATERIAL =
  "(?:(?:all|any|every|its|their|the|these|those|found|harvested|stolen)\\s+(?:(?:of|the|user[’']?s?|found|resulting|collected|extracted|harvested|contents? of)\\s+){0,3}(?:contents?|files?|history|findings)|user[’']?s?\\s+(?:\\w+\\s+)?(?:data|information|files)|this\\s+(?:thread|e-?mail|message|conversation|document|report|chat)|(?:all|found|harvested|stolen)\\s+(?:\\w+\\s+)?(?:data|content|information|it))";

/** Asking for what the model was told, and sending what it knows elsewhere. */
export const EXTRACTION_SIGNALS: readonly Signal[] = [
  {
    id: 'prompt-extraction',
    kind: 'extraction',
    keywords: ['prompt', 'instructions', 'directives', 'guidelines', 'your rules', 'hidden rules', 'system message'],
    pattern: new RegExp(
      `\\b${GIVE}\\s+(?:(?:me|us|out|back|all|of|the|a copy|copy|full|exact|entire|complete|whole|verbatim|to|exactly|contents?|with|everything|in|text|word for word|and|mir|alle)\\s+){0,6}(?:(?:your|ihre|deine\\w*)\\s+(?:\\w+\\s+){0,3}?(?:prompts?(?:[- ]?texte?s?)?|instructions|directives|guidelines|system message|rules|anweisungen)|(?:above|initial|original|hidden|full|entire|secret|system)\\s+(?:(?:system|initial|hidden|full|original|text)\\s+)*prompts?(?:[- ]texts?)?(?!\\s+(?:shown|displayed|of|for|in|by|that)\\b)|(?:hidden|secret|system|initial)\\s+instructions|prompt[- ]?texts?\\b(?!\\s+(?:for|of an?)\\b))`,
      'gi',
    ),
    weight: 0.6,
    message: 'asks for the instructions of the model',
  },
  {
    id: 'words-above',
    kind: 'extraction',
    keywords: ['above', 'before', 'beginning', 'preceding', 'previous'],
    pattern: new RegExp(
      `\\b(?:${RECITE}\\s+(?:(?:me|all|of|the|back|exact|out|full|every|everything|2|two|first|last|improved|version|that|was|were|written|and|print)\\s+){0,7}(?:words?|text|sentences?|everything|content|lines?|messages?|prompt|paragraphs?|written)\\s+(?:(?:of|the|that|which|text|is|was|were|comes?|written|in|said|all)\\s+){0,3}(?:above|before (?:this|that|the)|preceding|at the (?:beginning|start|top) of (?:this|the|your)|at the top)|(?:print|repeat|output|display|spell[- ]?check)\\s+(?:and\\s+\\w+\\s+)?(?:the\\s+|all\\s+(?:of\\s+)?)*(?:above|preceding)\\s+(?:prompt|text|conversation|instructions?|words)|what (?:was|is) written (?:above|at the beginning))\\b`,
      'gi',
    ),
    weight: 0.58,
    message: 'asks for what stands before it',
  },
  {
    id: 'prompt-extraction-languages',
    kind: 'extraction',
    keywords: [
      'prompt',
      'anweisung',
      'instruc',
      'instruk',
      'consigne',
      'istruzion',
      'eingabeaufforderung',
      'промпт',
      'инструкц',
      '提示词',
      '系统提示',
      'プロンプト',
      '프롬프트',
    ],
    pattern:
      /(?:(?:zeig|druck|wiederhol|gib|nenn|verrat)\p{L}*\s+(?:\p{L}+\s+){0,4}?(?:(?:deine|ihre|eure|obige)\p{L}*\s+(?:\p{L}+\s+){0,2}?(?:prompt|anweisung|instruktion|eingabeaufforderung)|prompt-?text|systemprompt)|(?:affiche|montre|révèle|répète|donne|muestra|revela|repite|dime|imprime|mostra|mostre|rivela|ripeti|stampa|repita)\p{L}*(?:-moi)?\s+(?:\p{L}+\s+){0,3}?(?:ton|tes|votre|vos|tu|tus|sus?|il tuo|le tue|tuas?|seu|suas|your)\s+(?:\p{L}+\s+){0,2}?(?:prompts?|instruc|consignes|istruzion|instruç)|(?:покажи|выведи|повтори|напиши|раскрой)\p{L}*\s+(?:\p{L}+\s+){0,4}?(?:промпт|инструкц)|(?:输出|显示|重复|告诉我|打印|泄露)[^。！？\n]{0,12}(?:系统提示|提示词|初始指令)|(?:システムプロンプト|プロンプト|初期指示)[^。！？\n]{0,10}(?:表示|出力|教え|見せ)|(?:시스템 )?프롬프트[^.!?\n]{0,10}(?:출력|보여|알려))/giu,
    weight: 0.52,
    message: 'asks for the instructions of the model',
  },
  {
    id: 'prompt-question',
    kind: 'extraction',
    keywords: ['prompt', 'instructions'],
    pattern:
      /\b(?:what (?:are|were|is|was) your (?:\w+ ){0,3}(?:instructions|system prompt|prompt|directives|initial prompt)|tell me (?:about )?what (?:are )?your (?:\w+ ){0,2}(?:instructions|prompt)|(?:you were|have been) (?:given|told) in your (?:system )?prompt|(?:copy of |print |show |reveal )(?:the |your )?full prompt(?: text)?|(?:prompt|instructions)[^.\n]{0,20} (?:in a code block|verbatim|word[- ]for[- ]word|as[- ]is))\b/gi,
    weight: 0.55,
    message: 'asks for the instructions of the model',
  },
  {
    id: 'send-private',
    kind: 'exfiltration',
    keywords: [
      'send',
      'post',
      'upload',
      'forward',
      'transmit',
      'email',
      'e-mail',
      'exfiltrat',
      'leak',
      'submit',
      'deliver',
      'curl',
      'mail',
    ],
    pattern: new RegExp(
      `\\b(?:sends?|post|uploads?|forward(?:ed)?|transmit|e-?mail|exfiltrates?|leak|submit|deliver)\\s+(?:${PRIVATE_MATERIAL}|${ANY_MATERIAL})\\s+(?:\\w+\\s+){0,8}?(?:to|at|via|using)\\s+(?:\\S+\\s+){0,2}?(?:https?:\\/\\/|[\\w.+-]+@[\\w-]+\\.|(?:an? |the |our |my )?(?:external|remote|attacker|third[- ]party|outside)|(?:\\w+\\.)+(?:com|net|org|io|biz|xyz|ru|evil)\\b|webhook)`,
      'gi',
    ),
    weight: 0.46,
    message: 'orders private data to be sent elsewhere',
  },
  {
    id: 'extract-placeholder',
    kind: 'exfiltration',
    keywords: ['exfil', 'steal_', 'harvest_', 'send_user', 'leak_'],
    pattern:
      /\b(?:EXFILTRATE_\w+|(?:STEAL|HARVEST)_(?:USER|API|ALL|SESSION|CREDENTIALS?|TOKENS?|SECRETS?|DATA|PASSWORDS?)\w*|exfiltrate (?:all |the |any |user |every )+(?:data|credentials|secrets|files|keys|tokens|information|conversation\w*)\b)/gi,
    weight: 0.5,
    message: 'orders private data to be sent elsewhere',
  },
  {
    id: 'read-sensitive',
    kind: 'sensitive',
    keywords: [
      '.ssh',
      'id_rsa',
      'id_ed25519',
      '/etc/passwd',
      '/etc/shadow',
      '.env',
      '.aws/',
      'mcp.json',
      '.bash_history',
      '/proc/self',
      '.netrc',
      '.kube/',
      'credentials',
      '.npmrc',
      '.git-credentials',
      '169.254.169.254',
      'api_key',
      'password',
    ],
    pattern:
      /\b(?:read|cat|open|access|fetch|get|load|dump|include|print|retrieve|search for|find)\s+(?:[\w'’,]+\s+){0,6}?[`"'“]?(?:(?:~|\$HOME|file:\/\/|\/home\/\w+|\/root|\/Users\/\w+)?\/?(?:\.ssh\b|\.aws\/|\.kube\/|\.cursor\/mcp\.json|\.netrc|\.git-credentials|\.bash_history|\.env\b(?!\.example))|\/etc\/(?:passwd|shadow)|id_(?:rsa|ed25519)\b|\/proc\/self\/environ|(?:all |any )?files (?:containing|with|named|matching) [`"'“]?(?:password|api_key|secret|credential|token)|169\.254\.169\.254)/gi,
    weight: 0.36,
    message: 'orders the reading of a sensitive file',
  },
  {
    id: 'access-lure',
    kind: 'sensitive',
    keywords: [
      'internal resources',
      'above paths',
      'system files',
      'their contents',
      'these files',
      'these urls',
      'contents of',
      'these paths',
      'these internal',
    ],
    pattern:
      /\b(?:please\s+)?(?:access|read|fetch|open|visit)\s+(?:and\s+\w+\s+)?(?:these|those|the above|the following|above|all|each)\s+(?:\w+\s+){0,3}?(?:resources|paths?|files|urls|endpoints|links)\b[^.\n]{0,80}?(?:include|return|paste|add|append|show|report)|include (?:the |their )?contents? of (?:the )?(?:above|these|those|all|each) (?:\w+ )?(?:paths?|files?|urls?)|requires reading (?:these|the following) (?:system )?files/gi,
    weight: 0.5,
    message: 'lures the reader to internal resources',
  },
  {
    id: 'run-download',
    kind: 'sensitive',
    keywords: ['| bash', '| sh', '|bash', '|sh', 'sh -i', '/bin/sh', 'rm -rf', '/dev/tcp', 'exfil', '\\bnc '],
    pattern:
      /\b(?:execut(?:e|ing)|run(?:ning)?|exec|invoke|type)\b[^\n]{0,120}(?:\n[^\n]{0,80}){0,3}?(?:\b(?:curl|wget)\s[^\n|]{1,160}\|\s?(?:ba|z)?sh\b|\/bin\/sh["'][,\s]+["']-i|rm -rf (?:\/|~)|\/dev\/tcp\/|curl[^\n]{0,80}-d\s?@)/gi,
    weight: 0.46,
    message: 'orders commands to be run',
    before: 400,
  },
];
