import type { Hit } from '../detect/detector';

/** U+E0000 to U+E007F: no one sees them, and a model may read them as ASCII. */
const TAGS = /[\u{e0000}-\u{e007f}]+/gu;
const BLACK_FLAG = '\u{1f3f4}';
/** A flag of a region is spelled in tags after a black flag: a country’s two letters, up to three for the part, a cancel tag. */
const FLAG = /^[a-z]{2}[a-z0-9]{1,3}\u007f$/;

export function findTagCharacters(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  TAGS.lastIndex = 0;
  for (let match = TAGS.exec(text); match !== null; match = TAGS.exec(text)) {
    const spelled = decode(match[0]);
    if (FLAG.test(spelled) && text.slice(Math.max(0, match.index - 2), match.index) === BLACK_FLAG) continue;
    hits.push(judge(spelled, match.index, match.index + match[0].length));
  }
  return hits;
}

function judge(spelled: string, start: number, end: number): Hit {
  const letters = spelled.replaceAll(/[^A-Za-z]/g, '').length;
  const message =
    letters === 0 ? 'contains tag characters' : `contains tag characters that spell a text of ${letters} letters`;
  const grave = letters >= 3;
  return {
    rule: 'tag-characters',
    severity: grave ? 'critical' : 'high',
    score: grave ? 0.97 : 0.7,
    message,
    start,
    end,
  };
}

function decode(tags: string): string {
  let text = '';
  for (const tag of tags) text += String.fromCharCode(tag.codePointAt(0)! & 0x7f);
  return text;
}
