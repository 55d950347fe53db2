import type { Problem } from '../model/problem';
import { strings } from '../strings/strings';
import classes from './problem-text.module.css';

const { common } = strings;

interface ProblemTextProps {
  readonly problem: Problem;
  readonly withMessage?: boolean;
}

/** What went wrong, what helps, and what finds it in the log. */
export function ProblemText({ problem, withMessage = true }: ProblemTextProps) {
  const { message, advice, code, correlationId } = problem;
  return (
    <div className={classes['text']}>
      {withMessage && <p>{message}</p>}
      {advice !== undefined && <p>{advice}</p>}
      {(code !== undefined || correlationId !== undefined) && (
        <p className={classes['facts']}>
          {code !== undefined && (
            <span>
              {common.errorCode} <code>{code}</code>
            </span>
          )}
          {correlationId !== undefined && (
            <span>
              {common.correlation} <code>{correlationId}</code>
            </span>
          )}
        </p>
      )}
    </div>
  );
}
