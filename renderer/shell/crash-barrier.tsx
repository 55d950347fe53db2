import { Alert, Button, Code } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { strings } from '../strings/strings';

const { shell } = strings;

interface CrashBarrierState {
  readonly failure: unknown;
  readonly isBroken: boolean;
}

/** Keeps the mistake of one screen from taking the others with it. */
export class CrashBarrier extends Component<{ readonly children: ReactNode }, CrashBarrierState> {
  override state: CrashBarrierState = { failure: undefined, isBroken: false };

  static getDerivedStateFromError(failure: unknown): CrashBarrierState {
    return { failure, isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <Alert role="alert" color="danger" title={shell.crashed}>
        <p>{shell.crashedDetail}</p>
        <Code block my="sm">
          {String(this.state.failure)}
        </Code>
        <Button onClick={() => window.location.reload()}>{shell.reload}</Button>
      </Alert>
    );
  }
}
