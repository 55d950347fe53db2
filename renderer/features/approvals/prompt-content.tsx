import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Braces, Eye, EyeOff, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { plainName } from '../../../shared/text/plain-name';
import { parseUrl } from '../../../shared/text/is-url';
import { CopyButton } from '../../components/copy-button';
import { MarkedText } from '../../components/marked-text';
import { useAction } from '../../hooks/use-action';
import { useRevealing } from '../../hooks/use-revealing';
import { useConsole } from '../../stores/console';
import type { TextRange } from '../../model/excerpt';
import { strings } from '../../strings/strings';
import { type ContentRow, contentRows } from './content-rows';
import classes from './prompt-content.module.css';

const { prompt } = strings.approvals;

interface PromptContentProps {
  readonly hold: Hold;
  /** Which call it is, where there are several. */
  readonly call?: string;
  readonly isRaw?: boolean;
  /** Absent where there is no room to switch. */
  readonly onRaw?: (isRaw: boolean) => void;
}

/** What is about to be sent or given, value by value. */
export function PromptContent({ hold, call, isRaw = false, onRaw }: PromptContentProps) {
  const { main, beside } = contentRows(hold);
  const title = hold.direction === 'response' ? prompt.result : prompt.arguments;
  const raw = JSON.stringify(hold.content, undefined, 2);
  const isSame = main.length > 0 && main.every(({ change }) => change === 'same');
  return (
    <section aria-label={call === undefined ? title : prompt.ofCall(title, call)} className={classes['content']}>
      <header>
        <h3>{title}</h3>
        {isSame && <span className={classes['same']}>{prompt.sameAsLast}</span>}
        {onRaw !== undefined && (
          <Button
            size="xs"
            variant="subtle"
            color="neutral"
            leftSection={isRaw ? <Table2 size={14} aria-hidden /> : <Braces size={14} aria-hidden />}
            onClick={() => onRaw(!isRaw)}
            aria-keyshortcuts="R"
          >
            {isRaw ? prompt.table : prompt.raw}
          </Button>
        )}
        <CopyButton text={raw} label={title} />
      </header>
      {isRaw ? (
        <div className={classes['raw']} role="group" aria-label={prompt.raw} tabIndex={0}>
          <MarkedText text={raw} />
        </div>
      ) : (
        <>
          {main.length === 0 ? (
            <p className={classes['none']}>{prompt.noArguments}</p>
          ) : (
            <Rows hold={hold} rows={main} label={title} />
          )}
          {beside.length > 0 && (
            <>
              <h4>{prompt.beside}</h4>
              <Rows hold={hold} rows={beside} label={prompt.beside} />
            </>
          )}
        </>
      )}
    </section>
  );
}

interface RowsProps {
  readonly hold: Hold;
  readonly rows: readonly ContentRow[];
  readonly label: string;
}

/** They scroll by themselves, so that who decides stays near the buttons. */
function Rows({ hold, rows, label }: RowsProps) {
  return (
    <div className={classes['rows']} role="group" aria-label={label} tabIndex={0}>
      <dl>
        {rows.map((row) => (
          // What was revealed of one call says nothing about the next.
          <Row key={`${hold.id} ${row.pointer} ${row.change ?? ''}`} hold={hold} row={row} />
        ))}
      </dl>
    </div>
  );
}

function Row({ hold, row }: { readonly hold: Hold; readonly row: ContentRow }) {
  const [revealed, setRevealed] = useState<string | undefined>(undefined);
  const { desktop } = useConsole();
  useRevealing(revealed !== undefined);
  // On the desktop the window that decides is the one that shows what is behind a mask.
  const canReveal = row.isMasked && desktop?.window !== 'main';
  return (
    <div data-found={row.isFound || undefined} data-change={row.change}>
      <dt>
        <span>{plainName(row.label)}</span>
        {row.change !== undefined && row.change !== 'same' && (
          <span className={classes['change']}>{prompt.diff[row.change]}</span>
        )}
      </dt>
      <dd>
        {row.change !== 'removed' && <Value row={row} text={revealed ?? row.text} />}
        {canReveal && <Reveal hold={hold} row={row} isOpen={revealed !== undefined} onText={setRevealed} />}
        {row.before !== undefined && (
          <p className={classes['before']}>
            <span>{prompt.diff.before}</span> <MarkedText text={row.before} />
          </p>
        )}
      </dd>
    </div>
  );
}

function Value({ row, text }: { readonly row: ContentRow; readonly text: string }) {
  const host = row.isString && row.ranges.length === 0 ? hostIn(text) : undefined;
  if (host === undefined) return <MarkedText text={text} ranges={row.ranges} markName={prompt.found} />;
  return (
    <>
      <MarkedText text={text.slice(0, host.start)} />
      <strong>
        <MarkedText text={text.slice(host.start, host.end)} />
      </strong>
      <MarkedText text={text.slice(host.end)} />
    </>
  );
}

/** Where an address leads, as it stands there: `undefined` where the text is no address, or hides where it leads. */
function hostIn(text: string): TextRange | undefined {
  const authority = /^https?:\/\/[^/?#\\]*/i.exec(text.slice(0, 2_000))?.[0];
  const hostname = authority === undefined ? undefined : parseUrl(text)?.hostname;
  if (authority === undefined || hostname === undefined) return undefined;
  // Before an @ stands what only looks like a host.
  const start = authority.toLowerCase().lastIndexOf(hostname);
  return hostname === '' || start < 0 ? undefined : { start, end: start + hostname.length };
}

interface RevealProps {
  readonly hold: Hold;
  readonly row: ContentRow;
  readonly isOpen: boolean;
  readonly onText: (text: string | undefined) => void;
}

/** Shows what is behind a mask, to this person and for as long as they look. */
function Reveal({ hold, row, isOpen, onText }: RevealProps) {
  const { client, place } = useConsole();
  const { isBusy, run } = useAction();
  const reveal = (): void => {
    if (isOpen) onText(undefined);
    else void run(async () => onText(await client.approvals.reveal({ id: hold.id, path: row.pointer, at: place })));
  };
  const name = isOpen ? prompt.hide : prompt.reveal;
  return (
    <Tooltip label={prompt.revealExplain}>
      <ActionIcon size="sm" onClick={reveal} loading={isBusy} aria-label={`${name}: ${plainName(row.label)}`}>
        {isOpen ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
