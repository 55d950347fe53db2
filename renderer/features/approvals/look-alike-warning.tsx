import type { LookAlike } from '../../../shared/model/approval';
import { plainName } from '../../../shared/text/plain-name';
import { SeverityPill } from '../../components/severity-pill';
import { strings } from '../../strings/strings';
import classes from './prompt-reasons.module.css';

const { prompt } = strings.approvals;
const { lookAlike: words } = prompt;

/** What something is that reads as something else, in letters that cannot be told apart without it. */
export function LookAlikeWarning({ lookAlike }: { readonly lookAlike: LookAlike }) {
  const { kind, text, decoded, readsAs, path } = lookAlike;
  return (
    <>
      <SeverityPill severity={readsAs === undefined ? 'medium' : 'high'} />
      <div>
        <code>{plainName(text)}</code> {words[kind]}
        {decoded !== undefined && (
          <>
            {' '}
            {words.says} <code>{plainName(decoded)}</code>
          </>
        )}
        {kind === 'punycode' && decoded === undefined && ` ${words.saysNothing}`}
        {readsAs !== undefined && (
          <>
            {'. '}
            <strong>
              {words.readsAs} <code>{plainName(readsAs)}</code> {words.isNot}
            </strong>
          </>
        )}
        <span className={classes['rule']}>
          {words.rule} {prompt.at} <code>{plainName(argumentPlace(path))}</code>
        </span>
      </div>
    </>
  );
}

/** As people call it who look at arguments: `/arguments/url` is `/url`. */
export const argumentPlace = (path: string): string => path.replace(/^\/arguments(?=\/)/, '');
