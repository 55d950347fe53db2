import { GatewayError } from '../../../../../shared/errors/gateway-error';
import { walkStrings } from '../walk-strings';

/** Part of the content as one text, with the way back from its offsets. */
export interface SpokenText {
  readonly text: string;
  readonly pieces: readonly {
    readonly at: string;
    readonly isKey: boolean;
    readonly start: number;
    readonly text: string;
  }[];
}

/** Services limit the length of a text. */
const MAX_CHARACTERS = 50_000;
const MAX_TEXTS = 40;

/** Everything that content says, names of members included, each on lines of its own. Throws when it is too much to send. */
export function spokenTexts(content: unknown): readonly SpokenText[] {
  const texts: SpokenText[] = [];
  let pieces: SpokenText['pieces'][number][] = [];
  let length = 0;
  const close = () => {
    if (pieces.length > 0) texts.push({ text: pieces.map(({ text }) => text).join('\n'), pieces });
    if (texts.length > MAX_TEXTS) {
      throw new GatewayError('guardrail_api_failed', 'The content is too long for a service to judge');
    }
    pieces = [];
    length = 0;
  };
  for (const { text, at, isKey } of walkStrings(content)) {
    for (let from = 0; from < text.length; from += MAX_CHARACTERS) {
      const part = text.slice(from, from + MAX_CHARACTERS);
      if (length + part.length > MAX_CHARACTERS) close();
      pieces.push({ at, isKey, start: length, text: part });
      length += part.length + 1;
    }
  }
  close();
  return texts;
}
