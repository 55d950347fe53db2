import { Card } from '../../components/card';
import { CopyButton } from '../../components/copy-button';
import { MarkedText } from '../../components/marked-text';
import { strings } from '../../strings/strings';

const { servers: words } = strings;

/** The whole entry of a server, with secrets masked. */
export function ServerSettings({ entry }: { readonly entry: Readonly<Record<string, unknown>> }) {
  const text = JSON.stringify(entry, undefined, 2);
  return (
    <Card title={words.settingsText} actions={<CopyButton text={text} label={words.tabs.settings} />}>
      <MarkedText text={text} />
    </Card>
  );
}
