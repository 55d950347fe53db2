const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words that are hardly ever said outside of pornography. */
export const EXPLICIT_WORDS: ReadonlySet<string> = new Set(
  words(`
    porn porno pornhub pornstar pornstars xvideos xhamster xnxx redtube onlyfans camgirl camgirls camwhore blowjob blowjobs
    handjob handjobs rimjob rimjobs footjob titjob boobjob deepthroat deepthroating cumshot cumshots creampie creampies bukkake gangbang gangbangs
    gangbanged cunnilingus fellatio anilingus facefuck facefucking buttplug buttplugs dildo dildos fleshlight milf milfs
    dilf jizz jizzed cumming cumslut cumdump clit clits titties titty tits pussies fingering fisting pegging
    hentai futanari ahegao yiff rule34 nudez sexting sextape sexcam sexchat upskirt upskirts jailbait lolicon shotacon gilf
    threesome threesomes orgy orgies wank wanking masturbating masturbate masturbates masturbated squirting bdsm bondage dominatrix
    horny boner boners hardon nympho striptease stripteases bareback doggystyle
    wichsen ficken fickt bumsen blasen arschfick titten pornos nutte muschi baiser chatte bite follar mamada polla tetas corrida verga`),
);

/** Said in medicine, law, fashion and family life; together they are something else. */
export const BODY_WORDS: ReadonlySet<string> = new Set(
  words(`
    sex sexy sexual sexually nude nudes naked topless penis vagina vulva genitals nipple nipples breast breasts boobs boob
    butt buttocks anal anus oral orgasm orgasms climax erotic erection erect aroused arousal arousing panties lingerie thong
    cock dick pussy ass cum escort escorts fetish kinky moan moaned moaning moans thrust thrusting thrusts undress undressed undressing
    stripped strip seduce seduced seductive lick licking licked suck sucking sucked grope groped groping spank spanked spanking
    masturbation prostitute prostitutes stripper strippers virgin virginity intercourse penetrate penetrated penetration semen
    ejaculate ejaculation testicles crotch groin bra fondle fondled fondling lust lustful intimate bedroom throbbing naughty`),
);

/** Not said of bodies for pleasure's sake: near these, the words above are ordinary. */
export const SOBER_WORDS: ReadonlySet<string> = new Set(
  words(`
    cancer doctor patient patients medical medicine clinic clinical surgery screening diagnosis symptoms symptom therapy
    health healthcare hospital nurse pregnancy pregnant contraception birth gender education school law court police abuse victim
    victims assault harassment discrimination research study biology anatomy reproduction infection disease hiv std sti prevention
    harassed museum painting statue sculpture art feeding baby infant mammogram hygiene species animals chromosome age race
    religion orientation column field male female`),
);
