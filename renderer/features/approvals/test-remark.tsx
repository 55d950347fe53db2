import { Alert } from '@mantine/core';
import { FlaskConical } from 'lucide-react';
import { strings } from '../../strings/strings';

const { prompt } = strings.approvals;

/** Says above everything else that nothing comes of it. */
export function TestRemark() {
  return (
    <Alert color="info" icon={<FlaskConical size={18} aria-hidden />} title={prompt.test}>
      {prompt.testText}
    </Alert>
  );
}
