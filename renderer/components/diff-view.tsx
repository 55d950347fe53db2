import { diffLineOf } from '../model/diff-line';
import classes from './diff-view.module.css';

interface DiffViewProps {
  /** Of what: the path of a file. */
  readonly label: string;
  /** Unified. */
  readonly diff: string;
}

/** What would change in a text: signs and colours together. */
export function DiffView({ label, diff }: DiffViewProps) {
  return (
    <pre className={classes['diff']} tabIndex={0} role="region" aria-label={label}>
      {hunksOf(diff).map((line, index) => (
        <span key={index} data-line={diffLineOf(line)}>
          {line === '' ? ' ' : line}
        </span>
      ))}
    </pre>
  );
}

/** Without the names of the files at its head: they stand beside it. */
function hunksOf(diff: string): readonly string[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  return lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith('@@')),
    ),
  );
}
