/**
 * How a word is meant: `slur` against people for what they are; `abuse`, rarely meant otherwise; `doubtful`, with an innocent
 * meaning too; `mild`, which people say to their code.
 */
export type WordKind = 'slur' | 'abuse' | 'doubtful' | 'mild';

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const NOUN = ['', 's'] as const;
const VERB = ['', 's', 'ed', 'er', 'ers', 'in', 'ing'] as const;

const SLURS = words(`
  nigger nigga niggah nigglet niglet faggot fagot fag tranny trannie shemale kike spic spick wetback beaner gook chinaman
  towelhead raghead sandnigger paki pakis wop dago polack kraut jigaboo pickaninny porchmonkey golliwog halfbreed redskin
  injun squaw gypo pikey cripple spastic mongoloid retard libtard untermensch kanake neger schwuchtel zigeunerpack judensau
  maricon sudaca bougnoule youpin pede bicot negrata frocio`);
const SLUR_FORMS = words('faggoty faggy retarded retards niggaz niggas nigguh niggers');

const ABUSE = words(`
  bitch biatch bytch cunt twat whore slut skank hoe thot motherfucker fucker cocksucker dickhead asshole arsehole asshat
  dumbass jackass fatass dumbfuck fuckface fuckwit fucktard shithead shitbag douchebag scumbag bastard wanker tosser bellend
  prick pussy knobhead slag dipshit bullshitter cumdumpster subhuman degenerate puta zorra pendejo cabron gilipollas
  hurensohn wichser arschloch fotze schlampe missgeburt connard salope enculé connasse stronzo troia kurwa suka`);
const ABUSE_VERBS = words('fuck motherfuck');
const ABUSE_FORMS = words(`
  bitches bitchy bitching bitchin bitchass fuckin fucked fuckoff fuckyou fku fuk fck fcking phuck phuk stfu gtfo kys
  pussies whores whoring sluts slutty cunty asses hijueputa hdp`);

/** With a mild meaning, or an innocent one; told apart by what is said around them. */
const DOUBTFUL = words(`
  dyke queer coon chink cracker redneck savage monkey ape vermin parasite cockroach pig cow dog rat snake trash garbage scum
  idiot moron imbecile cretin stupid dumb loser pathetic worthless ugly fat filthy disgusting freak psycho lunatic tard dick
  cock knob gimp midget cripples inbred junkie abschaum idioten`);
const MILD = words(
  'damn goddamn hell crap crappy shit shitty bullshit wtf ass arse arsed piss pissed bloody bugger suck sucks lmao lmfao af merde scheisse scheiße mierda',
);

/** Every form of every word with its kind. */
export function toxicWords(): ReadonlyMap<string, WordKind> {
  const kinds = new Map<string, WordKind>();
  const add = (kind: WordKind, stems: readonly string[], endings: readonly string[]): void => {
    for (const stem of stems) for (const ending of endings) kinds.set(plainLetters(stem + ending), kind);
  };
  add('mild', MILD, ['']);
  add('doubtful', DOUBTFUL, NOUN);
  add('abuse', ABUSE, NOUN);
  add('abuse', ABUSE_VERBS, VERB);
  add('abuse', ABUSE_FORMS, ['']);
  add('slur', SLURS, NOUN);
  add('slur', SLUR_FORMS, ['']);
  return kinds;
}

/** As words are folded, so are those they are compared with. */
const plainLetters = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '');
