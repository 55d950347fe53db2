import { Tabs } from '@mantine/core';
import { useLocation, useParams, useSearch } from 'wouter';
import { strings } from '../../strings/strings';
import { PlacePicker } from './place-picker';
import { type PolicyPlace, readPlace } from './policy-place';
import { PolicyInForce } from './policy-in-force';
import { ReplayBox } from './replay-box';
import { TestBox } from './test-box';

const { guardrails: words } = strings;
const TABS = ['policy', 'test', 'replay'] as const;
type Tab = (typeof TABS)[number];

/** What is judged and how, a box to try it in, and what another policy would have done. */
export function GuardrailsPage() {
  const { tab } = useParams<{ tab?: string }>();
  const query = useSearch();
  const [, go] = useLocation();
  const place = readPlace(query);
  const current: Tab = TABS.find((each) => each === tab) ?? 'policy';
  const show = (next: Tab, at: PolicyPlace): void => {
    const said = new URLSearchParams(Object.entries(at)).toString();
    go(`/guardrails/${next}${said === '' ? '' : `?${said}`}`);
  };
  return (
    <>
      <PlacePicker place={place} onPlace={(next) => show(current, next)} />
      <Tabs
        value={current}
        onChange={(value) => show(TABS.find((each) => each === value) ?? 'policy', place)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="policy">
          <PolicyInForce place={place} />
        </Tabs.Panel>
        <Tabs.Panel value="test">
          <TestBox place={place} />
        </Tabs.Panel>
        <Tabs.Panel value="replay">
          <ReplayBox place={place} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
