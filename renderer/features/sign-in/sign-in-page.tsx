import { Alert, Button, PasswordInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { strings } from '../../strings/strings';
import classes from './sign-in-page.module.css';

const { signIn } = strings.shell;

interface SignInPageProps {
  readonly token: 'missing' | 'wrong';
  readonly onToken: (token: string) => void;
}

/** Asks for the admin token, and says where to find it. */
export function SignInPage({ token, onToken }: SignInPageProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '') onToken(typed.trim());
  };
  return (
    <main className={classes['page']}>
      <form onSubmit={submit}>
        <h1>{strings.common.product}</h1>
        <Alert color={token === 'missing' ? 'info' : 'danger'} title={signIn[token]} role="alert">
          {signIn.explain}
        </Alert>
        <PasswordInput
          label={signIn.label}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" variant="filled">
          {signIn.open}
        </Button>
      </form>
    </main>
  );
}
