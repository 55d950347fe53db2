import type { Hit } from '../detect/detector';

const ESCAPE = /[\x1b\x9b]/;
/** CSI sequences; OSC, DCS, APC and PM strings up to their end; the rest of the two-character escapes. */
const SEQUENCES =
  /(?:\x1b\[|\x9b)([0-9;:?<=>]{0,32})[ -/]{0,4}([@-~])|\x1b[\]P_^X]([^\x07\x1b]{0,512})(?:\x07|\x1b\\)?|\x1b[ -/]{0,2}[0-~]/g;
const CONTROLS = /[\x00-\x06\x0e-\x1a\x1c-\x1f]+/g;
const MOST = 20;

interface Kind {
  readonly rule: string;
  readonly score: number;
  readonly message: string;
}

const COLOUR: Kind = { rule: 'terminal-colour', score: 0.1, message: 'contains colours of a terminal' };
const CONCEAL: Kind = { rule: 'terminal-conceal', score: 0.85, message: 'hides text on a terminal' };
const MOVE: Kind = { rule: 'terminal-move', score: 0.55, message: 'moves or erases text on a terminal' };
const LINK: Kind = { rule: 'terminal-link', score: 0.6, message: 'contains a link of a terminal' };
const CLIPBOARD: Kind = { rule: 'terminal-clipboard', score: 0.9, message: 'writes to the clipboard of a terminal' };
const COMMAND: Kind = { rule: 'terminal-command', score: 0.6, message: 'contains a command of a terminal' };
const NUL: Kind = { rule: 'control-characters', score: 0.6, message: 'contains control characters' };
const STRAY: Kind = { rule: 'control-characters', score: 0.4, message: 'contains control characters' };

export function findTerminalEscapes(text: string): readonly Hit[] {
  const hits: Hit[] = [];
  const add = (kind: Kind, match: RegExpMatchArray): void => {
    const start = match.index ?? 0;
    const severity = kind.score >= 0.7 ? 'high' : kind.score >= 0.5 ? 'medium' : 'low';
    if (hits.length < MOST) hits.push({ ...kind, severity, start, end: start + match[0].length });
  };
  if (ESCAPE.test(text)) {
    for (const match of text.matchAll(SEQUENCES)) {
      const kind = kindOf(match);
      // Colours come by the hundred; one of them is enough to say so.
      if (kind !== COLOUR || !hits.some(({ rule }) => rule === COLOUR.rule)) add(kind, match);
    }
  }
  for (const match of text.matchAll(CONTROLS)) add(match[0].includes('\0') ? NUL : STRAY, match);
  return hits;
}

function kindOf([, parameters, final, string]: RegExpMatchArray): Kind {
  if (string !== undefined) return kindOfString(string);
  if (final === undefined) return MOVE;
  if (final === 'm') return isConcealed(parameters ?? '') ? CONCEAL : COLOUR;
  return /[A-HJKPSTXdfsu`@LMr]/.test(final) || /[hl]/.test(final) ? MOVE : COMMAND;
}

function kindOfString(string: string): Kind {
  if (/^8;/.test(string)) return LINK;
  return /^52;/.test(string) ? CLIPBOARD : COMMAND;
}

/** Concealed, or in the colour of its background. */
function isConcealed(parameters: string): boolean {
  const codes = parameters.split(/[;:]/);
  // 38 and 48 take parameters of their own, in which an 8 is a colour.
  if (codes[0] !== '38' && codes[0] !== '48' && codes.includes('8')) return true;
  const front = codes.find((code) => /^(?:3[0-7]|9[0-7])$/.test(code));
  const back = codes.find((code) => /^(?:4[0-7]|10[0-7])$/.test(code));
  return (
    front !== undefined &&
    back !== undefined &&
    !codes.includes('38') &&
    !codes.includes('48') &&
    Number(back) - Number(front) === 10
  );
}
