import { Button } from '@mantine/core';
import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { EmptyState } from '../components/empty-state';
import { strings } from '../strings/strings';

const { shell } = strings;

/** Where an address leads that names nothing. */
export function NotFound() {
  return (
    <EmptyState
      icon={Compass}
      title={shell.notFound}
      actions={
        <Button component={Link} href="/">
          {shell.toOverview}
        </Button>
      }
    >
      {shell.notFoundDetail}
    </EmptyState>
  );
}
