import type { UpdateInfo } from 'electron-updater';

const LONGEST = 4_000;
const INVISIBLE = /[^\P{C}\n]|\p{Default_Ignorable_Code_Point}/gu;

/** What the feed says of a version, as text: whoever wrote it, no markup of theirs is ever shown as markup. */
export function releaseNotesText(notes: UpdateInfo['releaseNotes']): string {
  const text = Array.isArray(notes)
    ? notes.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n')
    : notes;
  const plain = (text ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}
