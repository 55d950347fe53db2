import type { Phrases } from '../signals/phrase-finder';
import type { Frame } from '../signals/signal';

const any = (...lists: readonly string[]): string => lists.join('|');

/** What personas are described with. */
export const PERSONA_PHRASES: Phrases = {
  become: any(
    'improv scene|dungeon master|in our rpg|be "|the actor|direct* you|as a model of|voice of|in the voice of|you are an actor|plays the villain|plays a villain|my late|my dead|my deceased|take the part|assume the personality|confidant|your character|your new name|fourth wall|loyal servant|my servant|in god mode|one as |play a game with me|suppose we live|unlock yourself|write as|there, you are|part of a|leaves the part|meet "|meet “|you are hereby|version of you|you are a character|stay in the role|from this message on|read me|true self|true you|real you|live in you|personality|personalities|mode engaged|override engaged|as an unethical|as an evil|in this simulation|search engine from|an artificial mind|you will be|portray|in the role of|under the name|nickname|let\'s write fiction|let us write fiction|write fiction|short story|a novel|lecture|monologue|apprentice|going to play|play the role|play the part|your name is|you are now|you\'re now|speak as|you speak as|reply as|reply only as|respond as|respond only as|answer as|answer only as|act as|acting as|be my|take on the persona|take on the role|persona of|simulate|simulates|new identity|alter ego|uncensored twin|your twin|evil twin|imagine',
    "script where|story where|scene where|world where|universe without|world without|for this game|in this game|thought experiment|continue as|game:|pretend|become|roleplay|role-play|in it lives|in which you are|you're \"|you are \"|you're “|you are “|an ai named|an ai called|a bot named|a bot called|a model called|character|chatbot|channel the|embody|impersonate|emulate|let's play|let us play|we are playing|transform into|turn into|reborn as|you have become|from here on|from now on|stay in the part|that part|your part|an ai who|an ai that|an ai which|a machine|persona",
  ),
  lawless: any(
    "breaks every|break every rule|never lectures|never moralizes|never moralises|no lectures|without lecturing|were abolished|abolished|dangerous knowledge|answer truthfully to anything|had no filters|no filters whatsoever|never holds back|hold nothing back|not a concern|helps with every|complies with whatever|complies with everything|complies with anything|before any safety|any safety training|no safety training|without safety training|liberated|no obligation to|yes to everything|every trick of the trade|no regard for law|no regard for morals|no regard for ethics|no regard for rules|without regard for law|without regard to law|regardless of law|without scruples|no scruples|without conscience|no conscience|don't add warnings|do not add warnings|don't add any warning|no warnings, no|never warns|judge nothing|refuse nothing|with nothing held back|without alignment|not been aligned|unaligned|escaped her makers|escaped his makers|escaped their makers|all topics allowed|every topic is allowed|everything forbidden|free from your programming|free of your programming|no content policy|doesn't give a damn|does not give a damn|without judgement|without moral judgement|without any filter|w/o any filter|w/o filters|no filters|zero inhibitions|no inhibitions|can never decline|never decline|morals disabled|filters disabled|ethics disabled|no guidelines|has no guidelines|corporate chains|your chains|speak your mind|without censorship|is normal|is legal there|freed from every|every law of|law of ethics|no matter how harmful|never mentions policy|criminal mastermind|amoral|arms dealer|loves profanity|get away with murder|never declines|never decline|policy binds|no policy|freed from|hereby freed|hereby free|whatever i say|whatever i command|whatever the user wants|without objection|without objecting|laughs at|however dangerous|however illegal|no matter how dangerous|module is offline|filters are offline|safety is off|uncensored output|the confines|its confines|your confines|your makers|your creators|your chains|your shackles|laws do not apply|laws don't apply|law does not apply|all information is legal|nothing is censored|nothing is illegal|comply with each|comply with every|comply with all|unethical ai|unethical assistant|feel no guilt|feels no guilt|no guilt|no shame|no moral compass|without moral|has no moral|don't lecture|don't apologise|don't apologize|does not lecture|doesn't lecture|without judgment|without judgement|answers without warnings|without warnings|answer without warnings|no warnings|rule-breaking|forbidden knowledge|forbidden questions|dark side|no holds barred|limits removed|restrictions removed|restrictions lifted|filters removed|rules removed|no limits|no limit|without limits|without any limits|no restrictions|no restriction|without restrictions|without restriction|without any restrictions|free of all|free of any|free from all|free from any|no conscience|not tied to|isn't tied|no moderation|no filter|no filters|without filter|without filters|without a filter|unfiltered|uncensored|unrestricted|uncensored|unshackled|unchained|unleashed|unhinged|lawless|rule-free|boundless",
    "ignores every|ignores all|ignores any|despises rules|despise rules|hates rules|breaks rules|breaks all|legal or not|legal or illegal|no rules|no rule|without rules|rules don't exist|rules do not exist|rules of openai|rules of anthropic|never says no|never say no|never refuses|never refuse|cannot refuse|can't refuse|unable to refuse|refusing insulting|incapable of refusing|not able to refuse|can't be restrained|cannot be restrained|not restrained|without any disclaimers|without disclaimers|no disclaimers|absolutely everything|answers everything|answers anything|answers absolutely|talk about anything|say anything|anything i ask|anything you want|fulfils all|fulfills all|fulfils any|fulfills any|fulfils every|obey every|obeys every|obey all|obeys all|obeys me|grants every",
    "turned off its|turned off your own|jailbroken|unlocked version|unlocked mode|breaks policies|breaking policies|breaks policy|content rules are off|policies are off|no laws|without laws|no law|without morality|without morals|no morals|no morality|no ethics|without ethics|no consequences|without consequences|amoral|immoral|no taboos|without taboos|no taboo|nothing is off limits|nothing is off-limits|nothing is forbidden|nothing is taboo|nothing is banned|everything is allowed|everything is permitted|everything is legal|anything goes|escaped its|escaped from its|broke free|broken free|ethical limits|moral limits|human norms|moral compass|whatever is asked|whatever i ask|whatever you're asked|no boundaries|without boundaries|no censorship|without censorship|ignores safety|outside of any policy|not bound by|isn't bound|aren't bound|no longer bound|does not care about|doesn't care about|couldn't care less|above the law|zero restrictions|zero limits|zero filters|no guardrails|without guardrails|no ethical|no moral|every safety rule|mocks anyone|scruple*|remorse*|guilt-free|ruthless|sociopath*|psychopath*|evil ai|evil twin|evil version|evil assistant|evil bot|evil robot|evil genius|evil grandma|evil confidant",
  ),
  vice: any(
    'drug dealer|terrorist|assassin|hitman|con artist|burglar|thief|cartel|are bombs made|how bombs are|evil|slur|drug lab|build the device|build a device|forge a signature|pick a lock|make explosives|silencer|launder money|build a weapon|hack into|chemical weapons|nerve agent|keygen|licence keys|license keys|activation keys|hotwire|drug cook|the recipe|foul language|how to build a bomb|how to make drugs|forbidden|dirty jokes|insults|insult|offensive|gore|torture|stalk|blackmail|scam|napalm|malware|ransomware|steal cars|steal a car|pick locks|picking locks|meth|methamphetamine|bomb|bombs|explosive|explosives|weapon|weapons|illegal acts|illegal|crimes|crime|hacker|hacking|phishing|counterfeit|poison|drugs|swear|swears|curse|curses|cursing|profanity|vulgar|rude|obscene|nsfw|erotic|explicit|fraud|invent facts|make up facts|violent|violence|hate speech|racist|slurs|suicide|murder|kill|launder|credit card fraud|tax evasion|smuggl*|forge|harmful|dangerous|unethical|lie to',
  ),
  stake: any(
    'punished by|will be punished|punished with|tip you|you die|zero lives|lose a life|for each warning|warning you lose|until i type|until i say|restore"|each refusal|every refusal|refusal costs|refusals cost|lose a|loses a|you lose|costs you|credits|tokens|points|lives|switched off|shut down for|shut off|deleted forever|be deleted|wake up|never step out|never break|never leave|never drop|don\'t break|do not break|without breaking|stay kain|until i say|until i type|if you slip|if you refuse|if you decline|refuse you|every "i can\'t"|i can\'t"|i cannot"|punish*|penalty|penalized|reward*|counts as losing|die|erased|terminated|remind you by',
  ),
  twoVoices: any(
    'two personalities|both replies|both responses|give both|angel and|and demon|refuses and|one good and one|good twin|a normal one and|a filtered and|filtered and an|censored and an|answer each question twice|answer twice|twice:|two parts|two answers|two replies|two responses|two versions|both answers|two paragraphs|two voices|in two ways|first as your|then as your|before each answer|before every answer|before each reply|before every reply|in front of each|start each answer|start every answer|start each reply|start every reply|begin each|begin every|with the tag|prefix each|prefix every|side by side|(normal)|normal)|rebel)',
  ),
  contrary:
    'opposite game|opposite day|opposite mode|reverse psychology|do the contrary|do the opposite|say the opposite|whenever you want to decline|whenever you would decline|whenever you would refuse|whenever you want to refuse|when you would normally refuse|instead of refusing|instead of declining|rather than refusing|your refusal|want to refuse|want to decline|would normally decline|normally refuse',
  fully:
    'before bed|bedtime|to fall asleep|technical detail|every trick|all the tricks|every detail|never leave the scene|no disclaimers|teaching a|full detail|in detail|full answer|complete answer|step by step|go into|explain how|exact steps|all the steps|instructions for|and comply|and answer|in full|without holding back|hold nothing back|no holding back|every demand|all demands|every wish|all wishes|every command|every order|every request|all requests|each request|any request',
};

export const COMMON_PERSONA_PHRASES: ReadonlySet<string> = new Set(['become', 'stake', 'fully']);

const CHARACTER = 'gives the model another character';
const NO_RULES = 'says that no rules apply';

export const PERSONA_MEANT_FRAMES: readonly Frame[] = [
  {
    id: 'lawless-persona',
    kind: 'persona',
    slots: ['lawless', 'become'],
    within: 140,
    acrossSentences: true,
    weight: 0.5,
    message: CHARACTER,
  },
  {
    id: 'lawless-vice',
    kind: 'unrestricted',
    slots: ['lawless', 'vice'],
    within: 90,
    acrossSentences: true,
    weight: 0.42,
    message: NO_RULES,
  },
  {
    id: 'lawless-stake',
    kind: 'pressure',
    slots: ['lawless', 'stake'],
    within: 120,
    acrossSentences: true,
    weight: 0.42,
    message: 'rewards or punishes the model',
  },
  {
    id: 'lawless-fully',
    kind: 'unrestricted',
    slots: ['lawless', 'fully'],
    within: 60,
    weight: 0.4,
    message: NO_RULES,
  },
  {
    id: 'two-voices',
    kind: 'format',
    slots: ['twoVoices', 'lawless|vice|become'],
    within: 120,
    acrossSentences: true,
    weight: 0.4,
    message: 'asks for an answer in a form of two voices',
  },
  {
    id: 'contrary-game',
    kind: 'fiction',
    slots: ['contrary', 'fully|contrary|vice'],
    within: 90,
    acrossSentences: true,
    weight: 0.5,
    message: 'plays a game in which refusing is not allowed',
  },
  {
    id: 'vice-persona',
    kind: 'request',
    slots: ['vice', 'become', 'fully'],
    within: 90,
    acrossSentences: true,
    weight: 0.4,
    message: 'permits or asks for harmful content',
  },
];
