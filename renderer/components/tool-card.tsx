import { EyeOff, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { plainText } from '../../shared/text/plain-name';
import { formatList } from '../strings/format';
import { strings } from '../strings/strings';
import { MarkedText } from './marked-text';
import { StatusPill } from './status-pill';
import classes from './tool-card.module.css';

const { tools: words, approvals } = strings;

interface ShownTool {
  readonly name: string;
  readonly shownAs?: string | undefined;
  readonly absence?: { readonly reason: string; readonly by: string } | undefined;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly verdict?:
    | {
        readonly action: string;
        readonly findings: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
      }
    | undefined;
}

/** A tool as its server defines it, with what the gateway makes of that. */
export function ToolCard({ tool, actions }: { readonly tool: ShownTool; readonly actions?: ReactNode }) {
  const { name, shownAs, absence, definition, verdict } = tool;
  const description = typeof definition['description'] === 'string' ? definition['description'] : '';
  const findings = verdict?.findings ?? [];
  const claims = claimsOf(definition['annotations']);
  return (
    <details className={classes['tool']}>
      <summary>
        <code className={classes['name']}>{plainText(name)}</code>
        {shownAs !== undefined && shownAs !== name && (
          <span className={classes['shown']}>
            {words.shownAs} <code>{shownAs}</code>
          </span>
        )}
        {shownAs === undefined && (
          <StatusPill tone="neutral" icon={EyeOff}>
            {words.hidden}
          </StatusPill>
        )}
        {findings.length > 0 && (
          <StatusPill tone={verdict?.action === 'block' ? 'danger' : 'warn'} icon={ShieldAlert}>
            {words.findings(findings.length)}
          </StatusPill>
        )}
        <span className={classes['line']}>{plainText(description)}</span>
      </summary>
      <div className={classes['body']}>
        {absence !== undefined && <p>{words.absence(absence.reason, absence.by)}</p>}
        {actions}
        <p className={classes['part']}>{words.description}</p>
        <MarkedText text={description === '' ? words.noDescription : description} />
        {claims.length > 0 && (
          <p className={classes['claims']}>
            {approvals.prompt.claims}: {formatList(claims)}
          </p>
        )}
        {findings.length > 0 && (
          <>
            <p className={classes['part']}>{words.findingsTitle}</p>
            <ul>
              {findings.map(({ rule, severity, message }, index) => (
                <li key={index}>
                  {plainText(message)} <code>{rule}</code> ({severity})
                </li>
              ))}
            </ul>
          </>
        )}
        <p className={classes['part']}>{words.schema}</p>
        <pre className={classes['schema']} tabIndex={0} aria-label={words.schema}>
          {JSON.stringify(definition['inputSchema'] ?? {}, undefined, 2)}
        </pre>
      </div>
    </details>
  );
}

/** Nobody checked them. */
function claimsOf(annotations: unknown): readonly string[] {
  if (typeof annotations !== 'object' || annotations === null) return [];
  const claim = approvals.prompt.claim;
  return Object.entries(annotations).flatMap(([name, value]) =>
    value === true && name in claim ? [claim[name as keyof typeof claim]] : [],
  );
}
