import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { strings } from '../strings/strings';

const { common } = strings;
const SHOWN_MS = 1_500;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, such as `address`. */
  readonly label: string;
  /** With its word, not the icon alone. */
  readonly withWord?: boolean;
}

/** Puts `text` on the clipboard and says so for a moment. */
export function CopyButton({ text, label, withWord = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  const icon = copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />;
  const said = copied ? common.copied : common.copy(label);
  return (
    <>
      {withWord ? (
        <Button onClick={copy} leftSection={icon} aria-label={said}>
          {copied ? common.copied : common.copyWord}
        </Button>
      ) : (
        <Tooltip label={said}>
          <ActionIcon size="sm" onClick={copy} aria-label={said}>
            {icon}
          </ActionIcon>
        </Tooltip>
      )}
      <span role="status" className="unseen">
        {copied && common.copied}
      </span>
    </>
  );
}
