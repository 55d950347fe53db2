import { type ReactNode, useId } from 'react';
import classes from './card.module.css';

interface CardProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Lets a table reach the edges. */
  readonly flush?: boolean;
}

/** One topic of a screen. */
export function Card({ title, actions, children, flush = false }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes['card']} data-flush={flush || undefined}>
      <header className={classes['header']}>
        <h2 id={id}>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
