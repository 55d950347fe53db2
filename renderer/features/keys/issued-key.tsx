import { CopyButton } from '../../components/copy-button';
import { ShownOnce } from '../../components/shown-once';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';

const { keys: words } = strings;

/** A key that was just made. */
export interface Issued {
  readonly name: string;
  readonly text: string;
}

interface IssuedKeyProps {
  readonly issued: Issued | undefined;
  readonly onKept: () => void;
}

/** Shows a new key, and where it is used. */
export function IssuedKey({ issued, onKept }: IssuedKeyProps) {
  const mcp = knownOf(useLoad(useConsole().stores.status))?.addresses.mcp;
  return (
    <ShownOnce title={words.issued(issued?.name ?? '')} text={issued?.text} onKept={onKept}>
      {mcp !== undefined && (
        <p>
          {words.issuedText} <code>{mcp}</code> <CopyButton text={mcp} label={words.address} />
        </p>
      )}
    </ShownOnce>
  );
}
