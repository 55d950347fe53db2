import type { Hold } from '../../../shared/model/approval';
import { plainName, plainText } from '../../../shared/text/plain-name';
import { SeverityPill } from '../../components/severity-pill';
import { strings } from '../../strings/strings';
import { argumentPlace, LookAlikeWarning } from './look-alike-warning';
import classes from './prompt-reasons.module.css';

const { prompt } = strings.approvals;
const MOST_PLACES = 3;

/** Why a person is asked: one line per rule, with where it found something; then what is not what it seems. */
export function PromptReasons({ id, hold }: { readonly id?: string; readonly hold: Hold }) {
  return (
    <div id={id}>
      <h3 className="unseen">{prompt.why}</h3>
      <ul className={classes['reasons']}>
        {hold.reasons.map(({ ruleId, severity, text, evidence }, index) => {
          const places = [...new Set(evidence.map(({ path }) => argumentPlace(path)))];
          return (
            <li key={index}>
              <SeverityPill severity={severity} />
              <div className={classes['said']}>
                {plainText(text)}
                <span className={classes['rule']}>
                  {prompt.rule} <code>{plainName(ruleId)}</code>
                  {places.length > 0 && ` ${prompt.at} `}
                  {places.length > 0 && <code>{places.slice(0, MOST_PLACES).map(plainName).join(', ')}</code>}
                </span>
              </div>
            </li>
          );
        })}
        {hold.lookAlikes?.map((lookAlike) => (
          <li key={`${lookAlike.path} ${lookAlike.start ?? 0}`}>
            <LookAlikeWarning lookAlike={lookAlike} />
          </li>
        ))}
      </ul>
      {hold.nobodyThere === true && <p className={classes['remark']}>{prompt.nobody}</p>}
      {hold.suggestPause === true && <p className={classes['remark']}>{prompt.often}</p>}
    </div>
  );
}
