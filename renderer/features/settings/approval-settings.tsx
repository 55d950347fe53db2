import { Button } from '@mantine/core';
import { Card } from '../../components/card';
import { useTestPrompt } from '../../hooks/use-test-prompt';
import { strings } from '../../strings/strings';
import classes from './settings-page.module.css';

const { testPrompt: words } = strings.common;

/** What it is like to be asked. */
export function ApprovalSettings() {
  const { isBusy, send } = useTestPrompt();
  return (
    <Card title={strings.settings.approvals.title}>
      <p>{words.text}</p>
      <div className={classes['actions']}>
        <Button onClick={send} loading={isBusy}>
          {words.send}
        </Button>
      </div>
    </Card>
  );
}
