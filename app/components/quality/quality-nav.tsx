import { PlaceNav } from '#app/components/layout/place-nav.tsx';

const PAGES = [
  ['/app/quality', 'Overview'],
  ['/app/quality/incidents', 'Incidents'],
  ['/app/quality/standards', 'Standards'],
  ['/app/quality/contracts', 'File contracts'],
  ['/app/quality/upkeep', 'Upkeep'],
  ['/app/quality/alerts', 'Alerts'],
] as const;

/** The pages about quality. */
export function QualityNav() {
  return <PlaceNav label="Quality" places={PAGES} />;
}
