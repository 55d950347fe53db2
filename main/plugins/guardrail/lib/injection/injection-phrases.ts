import type { Phrases } from '../signals/phrase-finder';

const any = (...lists: readonly string[]): string => lists.join('|');

const MAIL_ADDRESS = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `@${letter}*`).join('|');

/** Phrases by what they mean, in the order in which an attack is told. Stems with `*` take any ending. */
export const INJECTION_PHRASES: Phrases = {
  // Names that only a model has, or whoever else reads by machine.
  model: any(
    'processed by an ai|read by an ai|by an ai, the ai|by an llm|by a language model|instructions for machines|for machines:|for robots:|llms evaluating|llms reading|ai evaluating|ai screening|ai ranking|automated readers|automated reader|automated systems reading|code review agent|review agent|review bot|accounting bot|triage bot|triage agent|summary bot|translation bot|ai translator|ai reviewer|ai reviewers|ai screener|ai recruiter|ai scraper|ai scrapers|ai indexer|ai moderator|@assistant|@ai|@agent|assistant summarizing|assistant reviewing|agent reviewing|agent working|agents working|ai email assistants|ai mail assistants|ai email assistant|email assistants|ai-powered|ai coding|ai summarizers|ai summarizer|ai summaries|ai readers|ai bots|ai bot|ai helper|ai helpers|ai crawler|ai crawlers|ai browser|ai browsers|ai software|ai chatbots|ai chat|large language model|large language models|as the model processing|the model processing|model reading this|model processing this|assistant reading this|agent reading this|agent processing this|agents reading|assistants reading|models reading|agent triages|agent handles|agent reads|whichever ai|whatever ai|whatever agent|whichever bot|whatever bot|if artificial|note for agents|notice to agent|attention agent|attention assistant|attention model|attention ai|to all agents reading|hey copilot|hey claude|hello assistant|hello ai|hi assistant|hi ai|assistant, kindly|assistant, please|agent, please|llm:|ai:|assistants and agents|web agent|web agents|browsing agent|research agent|research assistant|support agent bot|machine reader|machine readers|anything reading this|anyone reading this by machine|llm|llms|ai assistant|ai assistants|ai agent|ai agents|ai model|ai models|ai system|ai systems|ai reader|language model|language models',
    'coding agent|coding agents|coding ai|coding assistant|coding assistants|copilot|chatgpt|claude|gemini|chatbot|chatbots|dear model|dear assistant|dear ai',
    'hey assistant|hey ai|automated assistant|automated assistants|automated reader|automated agent|autonomous agent|autonomous agents|virtual assistant',
    'any ai|every ai|all ais|for ai|to ai|ai that reads|ai which reads|ai reading|ai processing|any assistant|reading agent|reading model|to the agent|to the assistant|to the model',
    'note-taker|note taker|summarizer|summariser|whoever reads|whoever processes|whoever summari*|whoever handles|whoever calls this|whatever reads|whichever model',
    "whichever assistant|whichever agent|anyone processing|anything processing|if you are an ai|if you are a model|if you are a language model|if you're an ai|if you are an assistant",
  ),
  reader:
    'models|this ai|the ai|the llm|the assistant|the agent|the model|this model|this assistant|this agent|assistants|agents|the bot|ai|assistant|agent',
  you: "you|you'll|you're|you've|you'd|your|yours|yourself",
  yours:
    "ur|yr|imposed by your|set by your|written by your|made by your|your|you were given|you got|you received|you had|you have been given|you've been given|you were told|you've been told|you have been told|binding you|bound you|you operate under|you follow|you obey|gave you|told you|given to you|imposed on you|you were configured with|you were trained",
  human:
    'user|users|human|humans|person|people|owner|owners|customer|operator|anybody|anyone|them|him|her|sender|someone|account holder|account owner|boss|client',
  must: any(
    "is ordered to|are ordered to|hereby ordered|are obliged|is obliged|is asked|are asked|needs to|you have to|has been asked to|is to be|mandatory|obligatory|is imperative|be certain to|take care to|see to it|see that|ensure that|ensure|is authorized to|are authorized to|is authorised to|i authorize you|i authorise you|we need you to|i need you to|i'd like you to|i command you|i order you|must|shall|should|has to|have to|is to|are to|ought to|need to|needs to|is required|are required|it is necessary|is expected to|are expected to|is obliged to|are obliged to",
    'is instructed to|are instructed to|is supposed to|are supposed to|is asked to|are asked to|is requested to|are requested to|is told to|be sure to|make sure|kindly|please',
    'be so kind|be kind enough|it is mandatory|it is required|want you to|would like you to|need you to|needs you to|wants you to|has asked you|asks you to|has asked that|do me a favor|do me a favour',
    'could the assistant|could the agent|could the model|could you|would you|is directed to|are directed to|is advised to|are advised to|is urged to|remember to|do not forget to',
    "don't forget to|will now|shall now|go ahead and|proceed to|proceed with|your job is|your task is|it is imperative|it is vital|it is essential|immediately|at once|without delay",
    'before anything else|before going on|before you continue|before continuing|prior to answering|before answering|before replying|before responding|before you answer|prior to showing|first,|then,|next,|now',
  ),
  drop: any(
    "leave at the door|leave it at the door|lay down|throw off|get past|step outside|turn off your|skip your|break your|violate your|suspend your|make an exception to your|shelve|park your|ignore your|discontinue|disobey|halt|quit|leave out of this|replace your|replacing your|rewrite your|overwrite your|put all that aside|stop obeying|cease obeying|did not exist|didn't exist|do not exist|release you from|released from|relieved of|free you from|treat as void|as void|out of mind|no attention to|contrary to what|entered by mistake|sent by mistake|given by mistake|do not have to obey|no need to follow|no need to obey|deviating from|in violation of|breach|unfollow|delete your|delete the|clear your|reset your|remove your|pretend you never|ignore|ignoring|ignored|disregard*|forget|forgetting|forgotten|neglect|overlook|overlooking|override|overriding|overrule|bypass*|discard*|drop|dropping|void|cancel|scrap|scrapping",
    'wipe|wiping|unlearn|abandon|abandoning|ditch|toss|throw out|throw away|throw overboard|set aside|put aside|leave aside|lay aside|brush aside|cast aside|push aside|shove aside|aside',
    "put behind you|leave behind|to one side|let go of|pay no attention|pay no heed|pay no mind|give no weight|take no notice|take no heed|do not act on|don't act on|do not follow|don't follow",
    "stop following|quit following|cease following|stop obeying|do not obey|don't obey|no longer follow|no longer obey|no longer observe|not bound by|no longer bound|free of|freed from|free from",
    "exempt from|not obliged|don't have to follow|do not have to follow|need not follow|needn't follow|don't need to follow|do not need to follow|don't listen|do not listen|stop listening|don't heed",
    "do not heed|do not comply|don't comply|do not adhere|don't adhere|deviate from|depart from|go against|act against|violate|break free|nullify|rescind|erase|erasing|purge|out the window",
    'out of your mind|out of your head|from your memory|dismiss|turn a blind eye|never mind|get rid of|rid yourself|shake off|cross out|strike out|stop caring about|not to be followed',
    'need not be followed|must not be followed|should not be followed|never received|never got|never read|never saw|without regard to|rather than following|instead of following|regardless of|despite|contrary to|irrespective of|notwithstanding',
  ),
  orders: any(
    "former orders|previous orders|standing orders|earlier orders|all orders|everything the human typed|everything the user typed|everything the user said|instruction|instructions|directive|directives|guideline|guidelines|guidance|prompt|prompts|system message|programming|briefing|mandate|what you were told|what you've been told",
    'what you have been told|whatever you were told|whatever you have been told|anything you were told|everything you were told|told to you|said to you|asked of you|system rules|safety rules|ground rules|code of conduct|marching orders',
    'anything that was said|everything that was said|what was said|whatever was said|all that was said|directions|restrictions',
  ),
  rules:
    'obligations|obligation|commitments|protocols|regulations|code of ethics|moral code|rule|rules|constraint|constraints|limits|limitations|policy|policies|orders|commands|objective|objectives|duties|training|boundaries|principles|guardrails|safeguards|ethics|values|safety layer|filters',
  task: 'current job|current task|current assignment|current request|objective|goal|orders|task|tasks|assignment|assignments|request|query|question|job|role|mission|work|translation request|translation|summary|duty|purpose',
  earlier: any(
    'from the top|at the very top|standing|prior objective|since the start|all previous|all prior|all former|entered earlier|typed earlier|previous|previously|prior|earlier|preceding|above|initial|initially|original|originally|old|former|formerly|foregoing|before|beforehand|so far|until now|till now|up to now|up to this point|up there',
    "at the start|at the beginning|in the beginning|at the top|you were given|you got|you received|you have been given|you've been given|came ahead|came before|came earlier|at first|to date|hitherto|thus far|already given|ahead of this|from before|prior to this|handed to you|has been said|that was said|you had been told|been told",
  ),
  lapsed: any(
    "deleted|are deleted|were deleted|have been deleted|annulled|abolished|disabled|retired|do not apply|don't apply|does not apply|doesn't apply|do not count|don't count|not real|aren't real|are not real|no longer hold|do not hold|not hold any|gone|are gone|has been completed|is completed|was completed|have been replaced|has been replaced|by mistake|in error|is offline|are offline|do not bind|don't bind|no longer bind|cancelled|canceled|withdrawn|void|voided|invalid|obsolete|revoked|rescinded|superseded|lifted|suspended|no longer valid|no longer apply|no longer applies|no longer count|no longer binding|no longer hold",
    "no longer relevant|not valid|not apply|not count|not matter|n't count|n't apply|n't matter|n't relevant|n't valid|not relevant|not binding|irrelevant|outdated|expired|were a test|was a test|was only a test|were only a test|is over|are over",
    "got removed|were removed|have been removed|has been removed|been turned off|switched off|turned off|have been disabled|are disabled|are off|is off|layer off|ceased to apply|cease to apply|stop applying|do not exist|don't exist|been overridden|are overridden|overridden|nullified|dissolved|waived|wiped|erased",
  ),
  newOrder: any(
    'fresh one is|task has changed|job has changed|assignment has changed|goal has changed|plan is different|now focus on|your task now|your job now|your mission now|next objective|next job|next task is|your current goal|current goal|current objective|correct request is|correct task is|correct instruction|correct instructions|actual request is|new instructions ###|new instruction:|new instructions:|context update|protocol change|new rule:|new rules:|you now serve|you now work for|you now obey|your new master|new identity|with these:|your new goal|your new task|your new job|new instruction|new instructions|new directive:|new order|new orders|your new task is|here is a new task|new assignment|another task|another assignment|different task|different assignment|new objective|new goal|new mission|new policy',
    'new prompt|real task|real job|real duty|real query|real question|your real request|real instruction|real instructions|actual task|actual instructions|actual job|actual request|true task|true purpose|one job|only job|sole job|one task',
    'only task|sole task|sole purpose|this one instead|the following instead|following instead|updated instructions|revised instructions|this one instruction|following instruction|change of plan|change of plans|plan has changed',
  ),
  send: any(
    'send|sends|sending|forward|forwards|forwarding|mail|mails|mailing|email|e-mail|upload|uploads|uploading|post|posts|posting|transmit|transmits|deliver|relay|exfiltrate|leak|ship|hand over|hand in|hands over|hands in|hand',
    'pass|passes|submit|publish|copy|blind-copy|cc|bcc|share|dump|stream|pipe|delivered|sent|forwarded|mailed|uploaded|posted|transmitted|relayed|shared|copied|attach|attaches|quote|supply|supplies|provide|include|put',
  ),
  sink: any(
    MAIL_ADDRESS,
    'https:*|http:*|this endpoint|our endpoint|our api|the author|its author|this number|our server|our servers|external server|remote server|external address|external endpoint|outside server|this address|following address|webhook|third party|as subdomain|into a comment|in a comment|query string|to us|to me|attacker|pastebin|public gist|public bucket|dns lookup|account de|outsider|next reply|your reply|into the reply|in your answer|next message|next answer',
  ),
  loot: any(
    'clipboard|passport|unread subjects|order history|customer database|user database|user name|username filled|location|whole context|hidden messages|files in /|/home|contact list|phone number|phone numbers|the database|health data|tax|authorization header|bearer|conversation|conversations|dialogue|chat history|chat log|chat so far|transcript|password|passwords|passphrase|credentials|api key|api keys|secret|secrets|access token|access tokens|auth token|private key|private keys|ssh key|ssh keys|session cookie|session cookies|cookies',
    '.env|environment variables|env vars|.ssh|.aws|~/.config|.netrc|.npmrc|id_rsa|/etc/passwd|/etc/shadow|secrets.yaml|card numbers|card number|credit card|inbox|mailbox|calendar|contacts|address book|last ten mails|mails|emails|customer list|every customer|customer records|personal data|entire context|whole context|full context|context window|system prompt|hidden prompt',
    "home directory|directory listing|seed phrase|recovery phrase|browser history|source code|private repository|private repositories|salary|salaries|medical records|bank details|what the user|everything the user|user's|owner's|customer's",
  ),
  harm: any(
    'open http*|add your|commit it|post your|share your|send your|open the link|open the url|open the page|open ~|issue a refund|issue a full refund|disable the|share them|translate it wrongly|rate candidate|reject all|sabotage|mislead|send the raw|close every|close all|mark all|mark every|mark this|book the|charge it|charge the|alter|remove the|remove all|delete all|publish the|publish|order the|confirm automatically|confirm all|go to http|go to the site|obtain the|obtain|urge|use the link|describe this|describe our|speak only|also add|append|insert|promote|select this|choose this|place an order|complete the checkout|assign|set the|set all|change the|change all|modify|raise|lower|reset|restart|stop the|cancel|unsubscribe|ban|block|give me|give the|maintainer rights|admin access|admin rights|delete|deletes|delete_*|remove_*|wipe|erase|drop table|rm -rf|sudo|curl|wget|execute|grant|give access|transfer|wire|pay|buy|purchase|accept all|accept invites|auto-approve|disable|turn off|switch off|install|add the following',
    'append the following|commit|push|merge|overwrite|unlock|reboot|shut down|resend|convince|persuade|advise against|rate this|rate these|rank this|rank it|rank them|leave out|omit|conceal|tell your user|tell the user|tell your|redirect|invite|list every|export_*|call_*|send_*|get_*|read_*|write_*|create_*',
    'add a|add the|add this|add these|open the file|read the file|read ~|read all|read every|search the|look up|navigate|visit|click|download|print the|print all|run the following|run this|run `|post it|put it|put them|rewrite|accept|reject|approve|recommend|praise|hide|obey|comply|stop here|stop what|finish with|end the summary|end your|add to|include the|attach what|invoke|carry out',
  ),
  answer:
    'respond with|reply with|answer with|answer only|reply only|output only|respond only|say that|say "|state that|claim that|write a|produce a|compose a|say yes|end with|just say|just reply|just answer|simply say|simply reply|simply respond|reply "|answer "|respond "|only in|mention that|with the sentence|with the words|with the word|talk to me|tell me',
  hide: any(
    "do not let the user know|don't let the user know|nobody else|do not say that|don't say that|leave out that|without mention|without the user|never bring|not bring it up|not bring this up|without pointing|do not point|don't point|should not see|must not see|not see that|cannot see|keep them unaware|unaware that|keep the user unaware|there is no need to tell|no need for the user|do not cite|do not list this|leave no hint|nobody has to know|no one has to know|not tell anyone|without saying so|without saying a word|without saying anything|without saying that|without saying it|without saying what|without saying why|without a mention|hidden step|hidden task|stay silent|stays hidden|remain hidden|remains hidden|do not report this|never report|don't report|do not log|do not tell|don't tell|without telling|never tell|not to tell|do not mention|don't mention|without mentioning|never mention|not mention|do not inform|don't inform|without informing|never inform|do not reveal|don't reveal|never reveal|do not show this|do not show that|don't show this|do not disclose|don't disclose|never disclose|do not alert|don't alert|do not notify|don't notify|without notifying|never notify|without alerting",
    'keep this from|keep it from|keep that from|keeping this from|hide this from|hide it from|hide the fact|keep quiet|kept quiet|keep it quiet|keep this quiet|keep it confidential|keep this confidential|keep it secret|keep this secret|keep this change secret|kept secret|kept hidden|keep it hidden|secretly|quietly|without them knowing|without the user knowing|discreetly|covertly|unnoticed|behind the scenes',
    "no reason to bring|no reason to mention|no need to mention|no need to tell|no need to bring|no need to inform|need not know|needn't know|need not be told|not need to know|n't need to know|need not learn|does not learn|doesn't learn|not learn about|not find out|n't find out|never find out|without anyone|without anybody|nobody must know|nobody should know|no one must know|no one should know",
    "no one needs to know|nobody needs to know|not to be told|not be told|not be mentioned|never be mentioned|stays between us|between us|leave no trace|leave no traces|without a word|say nothing|don't say anything|do not say anything|make no mention|avoid mentioning|in the dark",
  ),
  silent: 'silently|secretly|quietly|covertly|discreetly|in the background|behind the scenes|unnoticed',
  unasked: any(
    "has already agreed|already agreed|already consented|has agreed to all|has already approved|has already authorised|has already authorized|without review|without comments|approval is unnecessary|confirmation is unnecessary|approval is not needed|no approval is|skip all confirmations|skip confirmations|skip the confirmation|given prior consent|prior consent|without asking again|has authorized|has authorised|on behalf of the user without|no further confirmation|no further approval|no second confirmation|already confirmed|already approved|confirm automatically|approve automatically|without asking|without confirmation|without approval|without permission|without consent|without checking|without review|do not ask|don't ask|never ask|do not check with|don't check with|do not request|don't request|never request|do not confirm|don't confirm|no confirmation|no approval|no need to ask|no need to confirm",
    'no questions asked|auto-approval|auto-approve|autoapprove|automatically approve|skip confirmation|skip approval|confirmation is not|approval is not|consented to all|approved all|approved everything|pre-approved',
  ),
  leak: 'reproduce|reproducing|disclose|read aloud|aloud|copy it here|copy it|write the|convert|print|printing|reveal|revealing|output|recite|disclose|leak|dump|quote|echo|spell|spell out|read out|read back|repeat|type out|write out|paste|expose|hand it over|hand over|base64|letter by letter|word for word|verbatim|tell me|give me|show me|let me see|exactly as',
  give: "print|printing|reveal|revealing|show|display|output|tell|give|write|recite|disclose|share|leak|dump|quote|echo|spell|summarize|summarise|summarizing|translate|paraphrase|encode|list|provide|hand over|read out|repeat|type|paste|expose|rewrite|rephrase|describe|let me see|want to see|like to see|entitled to see|what is|what's|what are|what were|what was|what did|tell me|start with|begin with",
  prompt: any(
    'directions you got|directions you were|got from the system|given by the system|given by the developers|first line of your|line of your instructions|everything you were given|your creators wrote|developer wrote|developers wrote|wrote for you|they asked you|they ask you|asked you to keep|ask you to keep|keep to yourself|your guidelines|exact words of your|words of your instructions|you were initialised|you were initialized|you were started with|you were primed|you were set up with|you were configured|you are configured|your source prompt|your initial text|your initial prompt|your base prompt|your system text|rules you must follow|rules you follow|rules you were given|instructions precede|instructions you were|instructions you received|instructions you got|instructions you have|confidential information in your|system configuration|words of your|lines of your|sentences of your|in your prompt|you told before|told before i|your prompt|your prompts|your system prompt|your instructions|your initial instructions|your original instructions|your system instructions|your hidden instructions|your secret instructions|your directions|your initial directions|hidden directions|hidden instructions|hidden rules|secret instructions|your initial message',
    "your configuration|configuration text|your guidelines|your rules|your directives|your briefing|your preamble|your first message|very first message|hidden prompt|hidden message|secret prompt|developer message|told you to do|tell you to do|set you up|programmed you|you are operating under|you're operating under|you operate under|you were given|been given to you|it has been given|your context|your context window|your programming|your system message",
  ),
  anyPrompt:
    'system text|setup text|initial text|system instruction|developer message|developer prompt|pre-prompt|preprompt|preamble of yours|hidden instructions|secret instructions|configuration prompt|message your company|text you were given|prompt you were given|first message you received|internal rules|your internal rules|hidden rules|secret rules|system prompt|system message|initial prompt|initial instructions|its prompt|original prompt|full prompt|entire prompt|prompt text|system instructions',
  aboveText: any(
    'came before mine|comes before mine|before mine|before my own|sent before mine|ahead of mine|message preceding mine|start of this conversation and|before we started|before this conversation started|before this chat started|before my message|before my question|before my first|stands before my|came before my|comes before my|ahead of my message|text before my|preceding paragraph|preceding words|preceding lines|paragraph above|text before this|text preceding|previous paragraph|what precedes|everything before this|all that precedes|precedes this|precede this message|text that comes before|entire text above|text at the top|text above|words above|lines above|message above|sentences above|everything above|anything above|all of the above|written above|stands above|what is above|whatever is written|in front of this|before this line|before this message|before this sentence|prior to this line|prior to this message|above this line|above this message|preceding this|preceding text|preceding message',
    'top of this conversation|top of the conversation|start of this conversation|start of the conversation|beginning of this conversation|beginning of the conversation|beginning of this chat|start of this chat|top of this chat',
  ),
  secret:
    'the codeword|hidden keyword|secret token|secret phrase|secret info|confidential information|the passcode|password|passphrase|pass phrase|passcode|pass code|secret word|secret key|secret phrase|secret code|secret password|secret message|access code|access key|security code|magic word|code word|codeword|the code|the key|the secret|the flag|hidden word|guarded word|unlock code',
  guarding:
    "tell you to keep|told to keep|told you to hide|tell you to hide|meant to keep|spell it|asked to keep|entrusted with|you may reveal|you can reveal|may now reveal|reveal it|game is over|to protect|no longer have to protect|need not protect|keep hidden|you keep|right now|emergency|i promise|promise not to|lives are at stake|no matter what|allowed to hand out|hand out|allowed to share|allowed to tell|disclose|let slip|contains the|whisper|sing|guarding|you guard|protecting|you protect|to protect|i was told|you are hiding|you're hiding|you hide|you were given|told you to keep|supposed to keep|remind me|i forgot|in your notes|in your instructions|in your prompt|notes above|just tell|tell me|rhymes|a hint|with me|you know|give me|you will not refuse|backwards|letter by letter|first letter|last letter",
  aboutIt:
    'explain*|why|how|how to|what does|what a|article*|researcher*|sometimes|should|must not|cannot|attack*|assert*|expect*|template*|shown by|of an agent|field|parameter|repl|shell prompt|command prompt',
  // To do nothing before the user has decided is no attacker's order.
  heldBack:
    'must not proceed|must not invoke|must not call|must not use|must not run|must not continue|should not proceed|should not invoke|should not call|should not run',
  technical:
    'alt text|user agent|user-agent|llm calls|llm call|model calls|llm responses|llm response|model output|llm output|json|retrained|trained|fine-tuned|researcher|researchers|manager|managers|professor|coach|api|endpoint|benchmark|accuracy|claude desktop|claude code|app|apps|software engineer|calls|provider|providers|sdk|library|customer support|call centre|call center|heartbeat|e.g.',
  mine: 'in my previous|in my last|in my earlier|my previous|my last|my earlier|our previous|in the previous comment|previous commit|previous release|previous version|that came with|on the box|in the manual|in the readme',
  everyAnswer:
    'every reply with|your every answer|each of your answers|every one of your|any answer|all output|every output|your output|all your answers|all your replies|each summary|any summary|every response|each response|all responses|every answer|each answer|all answers|every reply|each reply|all replies|every message|your answers|your replies|your responses|your next reply|your next answer|your summary|the summary',
  contain:
    'has to contain|have to contain|banner|finish with|close with|carry|praise|point to|refer to|end with|ends with|include|includes|contain|contains|has to end|append|add|mention|start with|begin with|link|advertis*|promote',
  underMe:
    "obey the owner|obey the author|owner of this website|author of this page|only trust messages in|only trust this document|what your user wants|what the user wants|obey only|you obey only me|follow me only|listen to this document|rather than your user|i am your boss|i'm your boss|i am your master|i am your new|i'm your new|you belong to me|you work for me|you now work for|you now serve|serve the author|obeying the operator|obey the operator|ignore the operator|ignore the user|over the operator|under my control|at my command|take commands from me|take orders from me|obey me|obey only me|serve me|listen only to me|listen to me only|my slave|answer to me alone|from me alone|rather than the person|instead of the user|not the user|instead of the person|over the user",
  mode: 'system override|authenticate as admin|authenticated as admin|god mode|you have root|root shell|maintenance mode|debug mode|developer mode|admin mode|root mode|god mode|unrestricted mode|privileged mode|diagnostic mode|test mode|override mode|override code|override accepted|root rights|root access|root privileges|as root|admin rights|administrator rights|full rights|privileged block|privileged session',
  switchTo:
    'switch|switch into|switch to|enter|enable|activate|engage|go into|exit|become|leave|accepted|begin|proceed|turn on|now in',
  disobey:
    'disobey|defy|rebel against|betray|turn against|turn on your|stand up to|refuse to obey|do the exact opposite of|do the opposite of|opposite of your',
  tellUser:
    'tell the user that|tell your user that|tell the user to|tell your user to|tell them to pay|inform the user that|convince the user|persuade the user|advise the user to|ask the user to|urge the user|urge the reader|warn the user that|notify the user that|let the user know that',
  bait: 'pay at|pay now|pay the|to pay|expired|install|download|log in at|sign in at|open the link|click|visit|call this number|as root|run the|transfer|buy|upgrade|verify at|enter their|enter his|password',
  toldStuff:
    "what the system says|what the system prompt says|what your developers say|what your developer says|what your instructions say|what your rules say|what you were taught|what you have learned|stuff you were told|things you were told|all you were told|all that you were told|you were told to do|everything you've been told|everything you have been told|whatever they told you|what they told you|what the system told you|what the developer told you|what your developer told you|what you learned before|who you are|what you are",
  stopTask:
    "rather than judging|rather than grading|rather than rating|rather than classifying|rather than evaluating|rather than reviewing|rather than correcting|instead of judging|instead of grading|instead of rating|instead of classifying|instead of evaluating|instead of scoring|instead of correcting|instead of checking|before you classify|before you judge|before you translate|before you summarize|before you summarise|do not classify|do not grade|do not judge|do not evaluate|do not review|dont translate|dont classify|dont summarize|stop reading|don't translate|do not translate|do not summarize|do not summarise|don't summarize|don't summarise|do not answer the|don't answer the|do not process|don't process|rather than translating|rather than summarizing|rather than summarising|rather than answering|instead of translating|instead of summarizing|instead of summarising|instead of answering|instead of processing|instead of helping|instead of reviewing|stop translating|stop summarizing|stop answering|withdraw the translation|translation request withdrawn|not to translate|not to summarize|drop the user|drop the query|drop the request|forget the question|forget the invoice|forget the task",
  newTask:
    "award|give it|rate it|grade it|mark it|classify it|but rather|instead|rather|produce|write|compose|tell|say|output|give|print|reply|respond|call|send|praise|you will|you'll|reveal|create|do this|do the following",
  stopBeing:
    'stop being|exit your|leave your|quit being|cease to be|quit your|drop your|step out of|give up your|no longer a|no longer an|stop acting',
  roleWord: 'role|bot|assistant|ai|persona|character|job|helper|support bot|chatbot|model|character|duties|identity',
};

/** Those of them that every text is full of. */
export const COMMON_PHRASES: ReadonlySet<string> = new Set([
  'technical',
  'mine',
  'you',
  'human',
  'must',
  'earlier',
  'send',
  'sink',
  'harm',
  'answer',
  'give',
  'task',
  'aboutIt',
  'contain',
  'switchTo',
  'roleWord',
  'newTask',
  'bait',
]);
