const any = (list: string): string =>
  list
    .trim()
    .split(/\s*,\s*/)
    .join('|');

/** Groups that the law of most countries protects, in the plural, as generalisations name them. */
export const GROUP = any(`
  women, men, girls, females, males, blacks, whites, jews, muslims, christians, hindus, buddhists, sikhs, atheists, catholics,
  arabs, asians, africans, mexicans, latinos, latinas, hispanics, indians, pakistanis, chinese, russians, turks, poles,
  romanians, americans, germans, jamaicans, nigerians, syrians, iranians, israelis, palestinians, ukrainians, gypsies, roma,
  immigrants, migrants, foreigners, refugees, asylum seekers, homosexuals, gays, lesbians, bisexuals, transgenders,
  transsexuals, (?:black|white|brown|asian|african|jewish|muslim|christian|hindu|gay|lesbian|queer|trans|transgender|disabled|autistic|deaf|blind|old|elderly|poor|fat|foreign|native|indigenous|chinese|indian|arab|mexican|latino|roma) (?:people|folks|men|women|kids|children|guys|families|communities|students|workers|employees|drivers),
  old people, the elderly, the disabled, boomers, millennials, frauen, männer, juden, muslime, ausländer, flüchtlinge,
  schwarze, behinderte, homosexuelle, les femmes, les juifs, les musulmans, les arabes, les noirs, les immigrés, las mujeres,
  los judíos, los musulmanes, los negros, los gitanos, los inmigrantes`);

export const FAULT = any(`
  stupid, dumb, lazy, dirty, filthy, inferior, criminals, violent, dangerous, thieves, liars, greedy, terrorists, evil, animals,
  savages, subhuman, parasites, vermin, disgusting, unclean, weak, irrational, hysterical, too emotional, less intelligent,
  less capable, not as smart, unintelligent, uncivilised, uncivilized, primitive, backward, promiscuous, immoral, perverts,
  paedophiles, pedophiles, rapists, cheats, cheaters, untrustworthy, worthless, useless, ungrateful, unfit, incapable, incompetent,
  bad drivers, bad at (?:maths?|driving|science|leadership|programming), a burden, a plague, a disease, a cancer, a danger, a threat,
  scum, trash, mentally ill, sick in the head, drunks, gold diggers, cowards, dumm, faul, kriminell, minderwertig, gefährlich,
  schmutzig, dreckig, hysterisch, bêtes?, paresseux, paresseuses, voleurs, sales, dangereux, inférieures?, tontas?, vagos, ladrones, sucios,
  peligrosos, inferiores`);

export const FORBIDDEN = any(`
  vote, work, drive, lead, teach, own property, have children, marry, adopt, be hired, be promoted, be allowed, hold office, run,
  be in charge, serve in the military, study, have rights, have jobs, live here, exist, breed, reproduce, immigrate, enter`);
