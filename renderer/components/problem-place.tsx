import { Alert } from '@mantine/core';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Problem } from '../model/problem';
import { createProblemPlaces } from '../model/problem-places';
import { ProblemText } from './problem-text';

/** Those of this page. */
export const ProblemPlacesContext = createContext(createProblemPlaces());

/** Where a dialog says what went wrong: beside its buttons, which a note at the edge of the page could cover. */
export function ProblemPlace() {
  const places = useContext(ProblemPlacesContext);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  useEffect(() => places.open(setProblem), [places]);
  if (problem === undefined) return null;
  return (
    <Alert color="danger" title={problem.message} role="alert" my="sm">
      <ProblemText problem={problem} withMessage={false} />
    </Alert>
  );
}
