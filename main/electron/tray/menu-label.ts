import { plainText } from '../../../shared/text/plain-name';

const MOST_CHARACTERS = 60;

/**
 * Text for a menu or a tooltip, whoever wrote it: on one line, without control, bidi and other invisible characters, 60
 * characters at most.
 */
export function plainLabel(text: string): string {
  const letters = [...plainText(text).trim()];
  return letters.length > MOST_CHARACTERS ? `${letters.slice(0, MOST_CHARACTERS - 1).join('')}…` : letters.join('');
}

/** The same for a menu of this system: on Windows and Linux one `&` would underline the letter behind it. */
export function menuLabel(text: string, platform: NodeJS.Platform): string {
  const plain = plainLabel(text);
  return platform === 'darwin' ? plain : plain.replaceAll('&', '&&');
}
