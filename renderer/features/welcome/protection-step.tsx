import { Radio } from '@mantine/core';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { STRICTNESS, strictnessOf, withStrictness } from './strictness';
import classes from './welcome-page.module.css';

const { protection: words } = strings.welcome;

/** How strict the gateway is as a whole. The choice is in force as soon as it is made. */
export function ProtectionStep() {
  const { client } = useConsole();
  const { run } = useAction();
  const { load, refresh } = useResource(() => client.policy.own({}), 'own');
  return (
    <Loaded load={load} what={words.what} onRetry={() => void refresh()}>
      {({ policy }) => {
        const current = strictnessOf(policy);
        const choose = (value: string): void => {
          const chosen = STRICTNESS.find((each) => each === value);
          if (chosen === undefined) return;
          void run(async () => {
            await client.policy.setOwn({ policy: withStrictness(policy, chosen) });
            await refresh();
          }, words.saved(words.levels[chosen]));
        };
        return (
          <>
            <p>{words.text}</p>
            {current === undefined && <p className={classes['hint']}>{words.own}</p>}
            <Radio.Group aria-label={words.title} value={current ?? null} onChange={choose}>
              <ul className={classes['choices']}>
                {STRICTNESS.map((each) => (
                  <li key={each}>
                    <Radio
                      value={each}
                      label={each === 'ask' ? `${words.levels[each]} (${words.recommended})` : words.levels[each]}
                      description={words.means[each]}
                    />
                  </li>
                ))}
              </ul>
            </Radio.Group>
          </>
        );
      }}
    </Loaded>
  );
}
