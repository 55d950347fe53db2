/** What is invisible, or nearly so, outside its proper place. One test tells ordinary text from what needs a closer look. */
export const ANY_INVISIBLE = characterClass(
  '\\u00ad\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f',
  '\\u034f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff9-\\ufffb\\udb40',
);

/** Zero width space, non-joiner, joiner, word joiner, invisible operators, byte order mark, combining grapheme joiner, Mongolian vowel separator. */
export const ZERO_WIDTH = '\\u200b-\\u200d\\u2060-\\u2064\\ufeff\\u034f\\u180e';

export const LATIN = 'A-Za-z\\u00c0-\\u024f';
/** Scripts in which joiners and breaks without width are part of spelling. */
export const JOINING_SCRIPT =
  /[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0eff\u0f00-\u109f\u1780-\u18af\u1900-\u1aff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefe]/;
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/;

function characterClass(...ranges: readonly string[]): RegExp {
  return new RegExp(`[${ranges.join('')}]`);
}
