import { PlaceNav } from '#app/components/layout/place-nav.tsx';

const PLACES = [
  ['/app/value', 'Overview'],
  ['/app/value/forecast', 'Forecast'],
  ['/app/value/score', 'Score'],
  ['/app/value/groups', 'Groups'],
  ['/app/value/risk', 'At risk'],
  ['/app/value/cohorts', 'Cohorts'],
  ['/app/value/goals', 'Goals'],
  ['/app/products', 'Products'],
  ['/app/journeys', 'Journeys'],
  ['/app/reports', 'Reports'],
] as const;

/** The pages about value. */
export function ValueNav() {
  return <PlaceNav label="Value" places={PLACES} />;
}
