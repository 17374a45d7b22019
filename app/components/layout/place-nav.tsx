import { Link, useLocation } from '@remix-run/react';

type Props = { label: string; places: readonly (readonly [path: string, name: string])[] };

/** Pages of one kind, one beside the other; the one shown is marked. Wraps on a phone. */
export function PlaceNav({ label, places }: Props) {
  const { pathname } = useLocation();
  return (
    <nav aria-label={label}>
      <ul style={{ display: 'flex', flexWrap: 'wrap', gap: '4px', listStyle: 'none', margin: '0 0 16px', padding: 0 }}>
        {places.map(([path, name]) => (
          <li key={path}>
            <Link
              to={path}
              aria-current={pathname === path ? 'page' : undefined}
              style={pathname === path ? HERE : PLACE}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const PLACE = {
  display: 'inline-block',
  padding: '6px 12px',
  borderRadius: 8,
  color: '#4a4a4a',
  textDecoration: 'none',
} as const;
const HERE = { ...PLACE, background: '#e3e3e3', color: '#1a1a1a', fontWeight: 600 } as const;
