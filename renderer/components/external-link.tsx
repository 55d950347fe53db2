import { Button } from '@mantine/core';
import { ExternalLink as Icon } from 'lucide-react';
import { useState } from 'react';

interface ExternalLinkProps {
  readonly url: string;
  readonly children: string;
}

/** Leads to a page of somebody else: in another tab, from the desktop in the browser of the machine. */
export function ExternalLink({ url, children }: ExternalLinkProps) {
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const desktop = window.bridge?.desktop;
  const look = { variant: 'filled', leftSection: <Icon size={14} aria-hidden /> } as const;
  if (desktop?.window !== 'main') {
    return (
      <Button component="a" href={url} target="_blank" rel="noreferrer" {...look}>
        {children}
      </Button>
    );
  }
  const open = async (): Promise<void> => {
    const reply = await desktop.openExternal(url);
    setRefused(reply.ok ? undefined : reply.error.error.message);
  };
  return (
    <>
      <Button onClick={() => void open()} {...look}>
        {children}
      </Button>
      {refused !== undefined && <p role="alert">{refused}</p>}
    </>
  );
}
