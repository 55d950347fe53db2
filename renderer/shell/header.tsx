import { ActionIcon, Button, Kbd } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { Menu, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { screenAt } from './screen-at';
import { strings } from '../strings/strings';
import { AppearanceMenu } from './appearance-menu';
import classes from './header.module.css';
import { modifierName } from './modifier-name';
import { ProtectionChip } from './protection-chip';

const { shell, common } = strings;

/** Where you are, the way to anywhere else, and how well protected you are. */
export function Header({ onMenu }: { readonly onMenu: () => void }) {
  const [location] = useLocation();
  const screen = screenAt(location);
  const name = screen === undefined ? shell.notFound : shell.screens[screen.id];
  const title = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${name} – ${common.product}`;
    // Whoever arrives at the page begins at its top; who goes elsewhere hears where.
    if (!isFirst.current) title.current?.focus();
    isFirst.current = false;
  }, [name]);
  return (
    <header className={classes['header']}>
      <ActionIcon className={classes['menu'] ?? ''} onClick={onMenu} aria-label={shell.openMenu}>
        <Menu size={18} aria-hidden />
      </ActionIcon>
      <h1 ref={title} tabIndex={-1}>
        {name}
      </h1>
      <Button
        className={classes['search'] ?? ''}
        variant="default"
        onClick={spotlight.open}
        leftSection={<Search size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{modifierName()} K</Kbd>}
        aria-keyshortcuts="Control+K Meta+K"
      >
        {shell.findAnything}
      </Button>
      <ActionIcon className={classes['searchIcon'] ?? ''} onClick={spotlight.open} aria-label={shell.findAnything}>
        <Search size={18} aria-hidden />
      </ActionIcon>
      <AppearanceMenu />
      <ProtectionChip />
    </header>
  );
}
