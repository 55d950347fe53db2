import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './search-bar.module.css';

interface SearchBarProps {
  /** What is searched: “Search keys”. */
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
  /** What else stands above the list. */
  readonly children?: ReactNode;
}

/** Searches the list below it. */
export function SearchBar({ label, value, onSearch, children }: SearchBarProps) {
  return (
    <div className={classes['bar']}>
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        leftSection={<Search size={14} aria-hidden />}
        value={value}
        onChange={({ currentTarget }) => onSearch(currentTarget.value)}
      />
      {children}
    </div>
  );
}
